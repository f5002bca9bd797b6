package io.dbintel.ingest.publish.spool;

import io.dbintel.ingest.publish.OutgoingRecord;
import io.dbintel.schemas.topic.Topic;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** One file of the spool: records in the order in which they came. Not thread-safe. */
final class Segment {
  private static final String SUFFIX = ".spool";
  private static final int BUFFER_BYTES = 64 << 10;

  private final long id;
  private final Path file;
  private final Map<Topic, Integer> records = new EnumMap<>(Topic.class);
  private long size;
  private long firstMillis;

  /** The frames of a segment from an offset on. */
  interface Visitor {
    /**
     * @param offset after the frame
     * @return whether to go on
     */
    boolean visit(Frames.Frame frame, long offset) throws IOException;
  }

  Segment(Path folder, long id) {
    this.id = id;
    this.file = folder.resolve("%020d".formatted(id) + SUFFIX);
  }

  /** The segment of a file of this folder; empty for other files. */
  static Optional<Segment> of(Path file) {
    String name = file.getFileName().toString();
    return name.matches("\\d{20}\\" + SUFFIX)
        ? Optional.of(
            new Segment(
                file.getParent(),
                Long.parseLong(name.substring(0, name.length() - SUFFIX.length()))))
        : Optional.empty();
  }

  long id() {
    return id;
  }

  long size() {
    return size;
  }

  /** How many records stand in it, those before the position included. */
  long records() {
    return records.values().stream().mapToLong(Integer::longValue).sum();
  }

  int records(Topic topic) {
    return records.getOrDefault(topic, 0);
  }

  Map<Topic, Integer> recordsByTopic() {
    return records;
  }

  /** Collection time of its first record. */
  long firstMillis() {
    return firstMillis;
  }

  FileChannel openForAppend() throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** Writes a record at the end; after a failure the file is as it was before. */
  void append(FileChannel channel, OutgoingRecord record, ByteBuffer frame) throws IOException {
    int length = frame.remaining();
    try {
      while (frame.hasRemaining()) {
        channel.write(frame);
      }
    } catch (IOException failure) {
      channel.truncate(size);
      throw failure;
    }
    count(record, length);
  }

  /** Finds out what stands in the file. What follows a torn or damaged frame is cut off. */
  long recover() throws IOException {
    records.clear();
    size = 0;
    visit(
        0,
        (frame, offset) -> {
          count(frame.record(), frame.bytes());
          return true;
        });
    long damaged = Files.size(file) - size;
    if (damaged > 0) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.truncate(size);
      }
    }
    return damaged;
  }

  void visit(long from, Visitor visitor) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      channel.position(from);
      InputStream buffered =
          new BufferedInputStream(Channels.newInputStream(channel), BUFFER_BYTES);
      DataInputStream in = new DataInputStream(buffered);
      long offset = from;
      Optional<Frames.Frame> frame = Frames.read(in);
      while (frame.isPresent()) {
        offset += frame.get().bytes();
        if (!visitor.visit(frame.get(), offset)) {
          return;
        }
        frame = Frames.read(in);
      }
    }
  }

  /**
   * Drops records after an offset; the bytes before it stay, so that positions there stay right.
   */
  void drop(long from, Predicate<OutgoingRecord> dropped) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".new");
    Map<Topic, Integer> before = new EnumMap<>(Topic.class);
    before.putAll(records);
    try (OutputStream out = Files.newOutputStream(next)) {
      try (InputStream in = Files.newInputStream(file)) {
        out.write(in.readNBytes((int) from));
      }
      visit(
          from,
          (frame, offset) -> {
            if (dropped.test(frame.record())) {
              before.merge(frame.record().topic(), -1, Integer::sum);
            } else {
              out.write(Frames.write(frame.record()).array());
            }
            return true;
          });
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    records.putAll(before);
    size = Files.size(file);
  }

  void delete() throws IOException {
    Files.deleteIfExists(file);
  }

  private void count(OutgoingRecord record, int bytes) {
    if (size == 0) {
      firstMillis = record.timestampMillis();
    }
    size += bytes;
    records.merge(record.topic(), 1, Integer::sum);
  }
}
