package io.dbintel.ingest.publish.spool;

import io.dbintel.ingest.publish.OutgoingRecord;
import io.dbintel.schemas.topic.Topic;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One file of the spool: records in the order in which they came. Its id is the number of its first
 * record. Not thread-safe.
 */
final class Segment {
  private static final String SUFFIX = ".spool";

  private final long id;
  private final Path file;
  private final Map<Topic, Integer> records = new EnumMap<>(Topic.class);
  private long size;
  private long next;
  private boolean blank = true;
  private long firstMillis;

  /** The frames of a segment from an offset on. */
  interface Visitor {
    /**
     * @param offset after the frame
     * @return whether to go on
     */
    boolean visit(Frame frame, long offset) throws IOException;
  }

  Segment(Path folder, long id) {
    this.id = id;
    this.file = folder.resolve("%020d".formatted(id) + SUFFIX);
    this.next = id;
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

  /** Number after its last record that can be read. */
  long next() {
    return next;
  }

  /** Whether no frame of it can be read. */
  boolean isBlank() {
    return blank;
  }

  /** How many records stand in it, those before the position included. */
  long records() {
    return records.values().stream().mapToLong(Integer::longValue).sum();
  }

  int records(Topic topic) {
    return records.getOrDefault(topic, 0);
  }

  /** Collection time of its first record. */
  long firstMillis() {
    return firstMillis;
  }

  /** Empties the file: what may stand there was never accepted. */
  FileChannel begin() throws IOException {
    return FileChannel.open(
        file,
        StandardOpenOption.CREATE,
        StandardOpenOption.WRITE,
        StandardOpenOption.TRUNCATE_EXISTING);
  }

  /** Writes a record at the end; after a failure the next one takes its place. */
  void append(FileChannel channel, OutgoingRecord record, ByteBuffer frame) throws IOException {
    int length = frame.remaining();
    while (frame.hasRemaining()) {
      channel.write(frame, size + frame.position());
    }
    size += length;
    count(new Frame.Kept(next, length, record));
  }

  /**
   * Finds out what stands in the file.
   *
   * @return bytes that belong to no frame
   */
  long recover() throws IOException {
    records.clear();
    blank = true;
    next = id;
    long[] read = {0};
    visit(
        0,
        id,
        (frame, offset) -> {
          count(frame);
          read[0] += frame.bytes();
          return true;
        });
    size = Files.exists(file) ? Files.size(file) : 0;
    return size - read[0];
  }

  /**
   * @param from where a frame stands
   * @param least number of a record: frames with smaller ones, and those with numbers that were
   *     seen, are passed over
   */
  void visit(long from, long least, Visitor visitor) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      FrameReader reader = new FrameReader(channel, from);
      long expected = least;
      Optional<Frame> frame = reader.next();
      while (frame.isPresent()) {
        if (frame.get().sequence() >= expected) {
          expected = frame.get().next();
          if (!visitor.visit(frame.get(), reader.offset())) {
            return;
          }
        }
        frame = reader.next();
      }
    } catch (NoSuchFileException taken) {
      // Whoever took it away took its records: their numbers will be missed.
      return;
    }
  }

  /**
   * Drops records after an offset; the bytes before it stay, so that positions there stay right.
   *
   * @param least number of a record that may go
   */
  void drop(long from, long least, Predicate<OutgoingRecord> dropped) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      Compaction compaction = new Compaction(channel, from);
      visit(
          from,
          least,
          (frame, offset) -> {
            if (goes(frame, dropped)) {
              compaction.drop(frame);
            } else {
              compaction.keep(frame, offset);
            }
            return true;
          });
      compaction.finish();
    } finally {
      recover();
    }
  }

  void delete() throws IOException {
    Files.deleteIfExists(file);
  }

  private static boolean goes(Frame frame, Predicate<OutgoingRecord> dropped) {
    return frame instanceof Frame.Dropped
        || (frame instanceof Frame.Kept kept && dropped.test(kept.record()));
  }

  private void count(Frame frame) {
    if (frame instanceof Frame.Kept kept) {
      if (records.isEmpty()) {
        firstMillis = kept.record().timestampMillis();
      }
      records.merge(kept.record().topic(), 1, Integer::sum);
    }
    blank = false;
    next = frame.next();
  }
}
