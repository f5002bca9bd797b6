package io.dbintel.ingest;

import io.dbintel.ingest.config.ConfigException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** The folder with what survives a restart, for one collector at a time. */
final class StateDirectory implements AutoCloseable {
  private final FileChannel channel;

  private StateDirectory(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Makes the folder where there is none, for this user alone, and locks it.
   *
   * @throws ConfigException when it cannot be used, or another collector uses it
   */
  static StateDirectory open(String name) throws ConfigException {
    Path folder = Path.of(name);
    try {
      create(folder);
      FileChannel channel =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        channel.close();
        throw wrong(name, "must not be used by two collectors at once");
      }
      return new StateDirectory(channel);
    } catch (IOException unusable) {
      throw wrong(name, "must be a folder in which the collector's user may write");
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException ending) {
      // The lock ends with the process.
    }
  }

  private static void create(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Files.createDirectories(folder);
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException sameProcess) {
      return null;
    }
  }

  private static ConfigException wrong(String name, String rule) {
    return new ConfigException(List.of("state_directory: " + name + ": " + rule));
  }
}
