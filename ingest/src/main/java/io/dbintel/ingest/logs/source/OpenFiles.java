package io.dbintel.ingest.logs.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The files that are held open, the latest used ones: what is open can be read to its end also when
 * somebody deletes it.
 */
final class OpenFiles implements AutoCloseable {
  private final int most;
  private final Map<String, FileChannel> byId = new LinkedHashMap<>(16, 0.75f, true);

  OpenFiles(int most) {
    this.most = most;
  }

  Optional<FileChannel> of(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /**
   * Opens a file and makes sure that it is the one with this id.
   *
   * @return empty when the path is another file by now, or none
   */
  Optional<FileChannel> open(String id, Path path) throws IOException {
    FileChannel channel = byId.get(id);
    if (channel != null) {
      return Optional.of(channel);
    }
    FileChannel opened = FileChannel.open(path, StandardOpenOption.READ);
    if (!LocalLogFiles.look(path).map(file -> file.id().equals(id)).orElse(false)) {
      opened.close();
      return Optional.empty();
    }
    byId.put(id, opened);
    closeOldest();
    return Optional.of(opened);
  }

  static byte[] read(FileChannel channel, long offset, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate((int) Math.max(0, room(channel, offset, length)));
    int read = channel.read(buffer, offset);
    while (read > 0 && buffer.hasRemaining()) {
      read = channel.read(buffer, offset + buffer.position());
    }
    return buffer.hasRemaining()
        ? Arrays.copyOf(buffer.array(), buffer.position())
        : buffer.array();
  }

  void close(String id) {
    FileChannel channel = byId.remove(id);
    if (channel != null) {
      closeQuietly(channel);
    }
  }

  int count() {
    return byId.size();
  }

  @Override
  public void close() {
    byId.values().forEach(OpenFiles::closeQuietly);
    byId.clear();
  }

  private static long room(FileChannel channel, long offset, int length) throws IOException {
    return Math.min(length, channel.size() - offset);
  }

  private void closeOldest() {
    Iterator<FileChannel> oldest = byId.values().iterator();
    while (byId.size() > most) {
      closeQuietly(oldest.next());
      oldest.remove();
    }
  }

  private static void closeQuietly(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException onlyRead) {
      // It was only read: nothing can be lost.
      assert !channel.isOpen() : onlyRead;
    }
  }
}
