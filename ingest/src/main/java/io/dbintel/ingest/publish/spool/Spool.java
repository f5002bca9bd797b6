package io.dbintel.ingest.publish.spool;

import io.dbintel.ingest.publish.OutgoingRecord;
import io.dbintel.schemas.topic.Topic;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.ObjLongConsumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records on disk, first in, first out, within a bound. Thread-safe.
 *
 * <p>What was appended survives the end of this process at once; it survives the end of the machine
 * once {@link #sync} has returned, which is called every second. A frame that was torn by a crash
 * is cut off at the next start.
 */
final class Spool implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
  private static final int SEGMENTS = 16;
  private static final long LEAST_SEGMENT_BYTES = 64 << 10;
  private static final long MOST_SEGMENT_BYTES = 8 << 20;

  private final Path folder;
  private final long limitBytes;
  private final long segmentBytes;
  private final ObjLongConsumer<Topic> lost;
  private final TreeMap<Long, Segment> segments = new TreeMap<>();
  private Position position;
  private long passed;
  private long oldestMillis;
  private Segment active;
  private FileChannel channel;
  private boolean unsynced;
  private Position reading;

  private Spool(Path folder, long limitBytes, ObjLongConsumer<Topic> lost) {
    this.folder = folder;
    this.limitBytes = limitBytes;
    this.segmentBytes =
        Math.max(LEAST_SEGMENT_BYTES, Math.min(MOST_SEGMENT_BYTES, limitBytes / SEGMENTS));
    this.lost = lost;
    this.position = Position.read(folder);
  }

  /**
   * Opens what an earlier run has left.
   *
   * @param limitBytes most that the files take
   * @param lost hears how many records of a topic were dropped for the bound
   * @throws IOException when the folder cannot be read or written
   */
  static Spool open(Path folder, long limitBytes, ObjLongConsumer<Topic> lost) throws IOException {
    Files.createDirectories(folder);
    Spool spool = new Spool(folder, limitBytes, lost);
    spool.recover();
    return spool;
  }

  /**
   * Appends a record, for which older ones may have to go.
   *
   * @return false when there is no room for it
   * @throws IOException when it cannot be written; the spool is as it was
   */
  synchronized boolean append(OutgoingRecord record) throws IOException {
    ByteBuffer frame = Frames.write(record);
    int length = frame.remaining();
    if (bytes() + length > limitBytes && !makeRoom(length)) {
      return false;
    }
    if (active == null || (active.size() > 0 && active.size() + length > segmentBytes)) {
      roll();
      open();
    }
    active.append(channel, record, frame);
    unsynced = true;
    return true;
  }

  /**
   * The oldest records, at least one unless the spool is empty. They stay until {@link #commit}.
   */
  synchronized Batch peek(int maxRecords, long maxBytes) throws IOException {
    BatchReader reader = new BatchReader(maxRecords, maxBytes, position);
    for (Segment segment : segments.tailMap(position.segment(), true).values()) {
      if (!reader.read(segment, from(segment))) {
        break;
      }
      if (reader.end().offset() < segment.size() && reader.end().segment() == segment.id()) {
        LOG.warn("Spool {}: a file is damaged; what follows in it is lost", folder);
        segment.recover();
      }
    }
    reading = reader.end();
    return reader.batch();
  }

  /** Kafka has all of the batch. */
  synchronized void commit(Batch batch) throws IOException {
    reading = null;
    position = batch.end();
    passed += batch.records().size();
    if (!batch.records().isEmpty()) {
      oldestMillis = batch.records().get(batch.records().size() - 1).timestampMillis();
    }
    position.write(folder);
    deletePassed();
  }

  /** The batch that was read last will not be committed. */
  synchronized void release() {
    reading = null;
  }

  synchronized boolean isEmpty() {
    return records() == 0;
  }

  /** That wait. */
  synchronized long records() {
    return segments.values().stream().mapToLong(Segment::records).sum() - passed;
  }

  /** That the files take. */
  synchronized long bytes() {
    return segments.values().stream().mapToLong(Segment::size).sum();
  }

  boolean isMoreThanHalfFull() {
    return bytes() > limitBytes / 2;
  }

  /** Collection time of about the oldest record; 0 when none waits. */
  synchronized long oldestMillis() {
    if (isEmpty()) {
      return 0;
    }
    return passed == 0 ? segments.firstEntry().getValue().firstMillis() : oldestMillis;
  }

  /** Makes what was appended survive the end of the machine. */
  synchronized void sync() throws IOException {
    if (unsynced && channel != null) {
      channel.force(false);
    }
    unsynced = false;
  }

  @Override
  public synchronized void close() throws IOException {
    sync();
    roll();
  }

  private void recover() throws IOException {
    List<Segment> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      files.forEach(file -> Segment.of(file).ifPresent(found::add));
    }
    found.sort(Comparator.comparingLong(Segment::id));
    for (Segment segment : found) {
      if (segment.id() < position.segment()) {
        segment.delete();
        continue;
      }
      long damaged = segment.recover();
      if (damaged > 0) {
        LOG.warn("Spool {}: {} bytes at the end of a file were torn off", folder, damaged);
      }
      segments.put(segment.id(), segment);
    }
    countPassed();
    deletePassed();
  }

  /** Also finds out whether the position is where a record begins. */
  private void countPassed() throws IOException {
    Segment first = segments.get(position.segment());
    if (first == null || position.offset() == 0) {
      position = segments.isEmpty() ? position : new Position(segments.firstKey(), 0);
      return;
    }
    boolean[] found = {false};
    long[] before = {0};
    first.visit(
        0,
        (frame, offset) -> {
          before[0]++;
          found[0] = offset == position.offset();
          oldestMillis = frame.record().timestampMillis();
          return offset < position.offset();
        });
    if (found[0]) {
      passed = before[0];
    } else {
      LOG.warn("Spool {}: the position is lost; some records are delivered twice", folder);
      position = new Position(position.segment(), 0);
    }
  }

  private void open() throws IOException {
    long last = segments.isEmpty() ? position.segment() : segments.lastKey();
    active = new Segment(folder, last + 1);
    channel = active.openForAppend();
    segments.put(active.id(), active);
  }

  private void roll() throws IOException {
    if (channel != null) {
      channel.force(false);
      channel.close();
    }
    channel = null;
    active = null;
  }

  private void deletePassed() throws IOException {
    while (!segments.isEmpty()) {
      Segment first = segments.firstEntry().getValue();
      boolean all =
          first.id() < position.segment()
              || (first.id() == position.segment() && position.offset() >= first.size());
      if (!all) {
        return;
      }
      if (first == active) {
        roll();
      }
      passed -= first.records();
      segments.remove(first.id());
      first.delete();
    }
    passed = 0;
  }

  /** Sessions go first, from the oldest on; then whole files of whatever is oldest. */
  private boolean makeRoom(long needed) throws IOException {
    roll();
    long goal = limitBytes - Math.max(needed, limitBytes / SEGMENTS);
    for (Segment segment : List.copyOf(segments.values())) {
      if (bytes() > goal && !beingRead(segment) && segment.records(Topic.RAW_SESSIONS) > 0) {
        dropSessions(segment, bytes() - goal);
      }
    }
    for (Segment segment : List.copyOf(segments.values())) {
      if (bytes() > goal && !beingRead(segment)) {
        dropAll(segment);
      }
    }
    return bytes() + needed <= limitBytes;
  }

  private boolean beingRead(Segment segment) {
    return reading != null && segment.id() <= reading.segment();
  }

  private void dropSessions(Segment segment, long atLeastBytes) throws IOException {
    long[] left = {atLeastBytes};
    int before = segment.records(Topic.RAW_SESSIONS);
    segment.drop(
        from(segment),
        record -> {
          boolean goes = left[0] > 0 && record.topic() == Topic.RAW_SESSIONS;
          left[0] -= goes ? record.value().length + Frames.HEADER_BYTES : 0;
          return goes;
        });
    lost.accept(Topic.RAW_SESSIONS, before - segment.records(Topic.RAW_SESSIONS));
  }

  private void dropAll(Segment segment) throws IOException {
    long from = from(segment);
    segment.visit(
        from,
        (frame, offset) -> {
          lost.accept(frame.record().topic(), 1);
          return true;
        });
    if (segment.id() == position.segment()) {
      passed = 0;
      position = new Position(segment.id() + 1, 0);
      position.write(folder);
    }
    segments.remove(segment.id());
    segment.delete();
  }

  private long from(Segment segment) {
    return segment.id() == position.segment() ? position.offset() : 0;
  }
}
