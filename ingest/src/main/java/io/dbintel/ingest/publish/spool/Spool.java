package io.dbintel.ingest.publish.spool;

import io.dbintel.ingest.publish.LossReason;
import io.dbintel.ingest.publish.OutgoingRecord;
import io.dbintel.ingest.publish.Throttle;
import io.dbintel.schemas.topic.Topic;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records on disk, first in, first out, within a bound. Thread-safe.
 *
 * <p>What was appended survives the end of this process at once; it survives the end of the machine
 * once {@link #sync} has returned, which is called every second. Each record has a number, so that
 * of damaged or missing files it is known how many records they have cost: each that was appended
 * comes out in order or is counted as lost, once, when its turn has come. Only of what was written
 * after the last {@link #sync} the end may go uncounted.
 *
 * <p>A frame that a crash has torn is none: its append has never returned.
 *
 * <p>A full disk is a bound like the configured one.
 */
final class Spool implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
  private static final int SEGMENTS = 16;
  private static final long LEAST_SEGMENT_BYTES = 64 << 10;
  private static final long MOST_SEGMENT_BYTES = 8 << 20;

  private final Path folder;
  private final long limitBytes;
  private final long segmentBytes;
  private final Consumer<Loss> lost;
  private final DiskSpace disk;
  private final Throttle unsaved = new Throttle(Duration.ofMinutes(1));
  private final TreeMap<Long, Segment> segments = new TreeMap<>();
  private Position position;
  private long next;
  private long passed;
  private long oldestMillis;
  private Segment active;
  private FileChannel channel;
  private boolean unsynced;
  private Position reading;

  private Spool(Path folder, long limitBytes, Consumer<Loss> lost) {
    this.folder = folder;
    this.limitBytes = limitBytes;
    this.segmentBytes =
        Math.max(LEAST_SEGMENT_BYTES, Math.min(MOST_SEGMENT_BYTES, limitBytes / SEGMENTS));
    this.lost = lost;
    this.disk = new DiskSpace(folder);
  }

  /**
   * Opens what an earlier run has left.
   *
   * @param limitBytes most that the files take
   * @param lost hears of records that were dropped for room, or cannot be read any more
   * @throws IOException when the folder cannot be read
   */
  static Spool open(Path folder, long limitBytes, Consumer<Loss> lost) throws IOException {
    Files.createDirectories(folder);
    Spool spool = new Spool(folder, limitBytes, lost);
    spool.recover();
    return spool;
  }

  /**
   * Appends a record, for which older ones may have to go.
   *
   * @return false when there is no room for it
   * @throws IOException when it cannot be written; the spool is as it was, but for older records
   *     that had to go
   */
  synchronized boolean append(OutgoingRecord record) throws IOException {
    ByteBuffer frame = Frames.write(record, next);
    if (bytes() + frame.capacity() > limitBytes && !makeRoom(frame.capacity(), limitBytes)) {
      return false;
    }
    // A channel that an interrupted thread writes to is closed by that.
    boolean interrupted = Thread.interrupted();
    try {
      write(record, frame);
    } catch (IOException refused) {
      writeElsewhere(record, frame.rewind(), refused);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    next++;
    unsynced = true;
    return true;
  }

  /**
   * The oldest records, at least one unless the spool is empty. They stay until {@link #commit}.
   */
  synchronized Batch peek(int maxRecords, long maxBytes) throws IOException {
    Batch batch = read(maxRecords, maxBytes);
    reading = batch.end();
    return batch;
  }

  /** Kafka has all of the batch. */
  synchronized void commit(Batch batch) throws IOException {
    reading = null;
    passed += batch.records().size();
    if (!batch.records().isEmpty()) {
      oldestMillis = batch.records().get(batch.records().size() - 1).timestampMillis();
    }
    moveTo(batch);
    deletePassed();
    settle();
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

  /** Whether its room should be left to what cannot wait elsewhere. */
  synchronized boolean isScarce() {
    return bytes() > limitBytes / 2 || disk.isScarce();
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
    if (unsynced) {
      save();
      if (channel != null) {
        channel.force(false);
      }
    }
    unsynced = false;
  }

  @Override
  public synchronized void close() throws IOException {
    sync();
    roll();
  }

  private void recover() throws IOException {
    Optional<Progress> progress = Progress.read(folder);
    long begin = progress.map(known -> known.position().segment()).orElse(0L);
    next = progress.map(Progress::next).orElse(0L);
    for (Segment segment : files()) {
      long damaged = segment.id() < begin ? 0 : segment.recover();
      if (damaged > 0) {
        LOG.warn("Spool {}: {} bytes of a file cannot be read", folder, damaged);
      }
      if (segment.isBlank()) {
        segment.delete();
      } else {
        segments.put(segment.id(), segment);
        next = Math.max(next, segment.next());
      }
    }
    long first = segments.isEmpty() ? next : segments.firstKey();
    if (progress.isEmpty() && first > 0) {
      LOG.warn("Spool {}: the position is lost; some records are delivered twice", folder);
    }
    position = progress.map(Progress::position).orElse(Position.beginningOf(first));
    countPassed();
    deletePassed();
    settle();
  }

  private List<Segment> files() throws IOException {
    List<Segment> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      files.forEach(file -> Segment.of(file).ifPresent(found::add));
    }
    found.sort(Comparator.comparingLong(Segment::id));
    return found;
  }

  private void countPassed() throws IOException {
    passed = 0;
    Segment first = segments.get(position.segment());
    if (first == null) {
      return;
    }
    first.visit(
        0,
        first.id(),
        (frame, offset) -> {
          boolean before = frame.sequence() < position.sequence();
          if (before && frame instanceof Frame.Kept kept) {
            passed++;
            oldestMillis = kept.record().timestampMillis();
          }
          return before;
        });
  }

  private Batch read(int maxRecords, long maxBytes) throws IOException {
    BatchReader reader = new BatchReader(maxRecords, maxBytes, position);
    for (Segment segment : segments.tailMap(position.segment(), true).values()) {
      int before = reader.records();
      if (!reader.read(segment, from(segment))) {
        return reader.batch();
      }
      long wait = segment.records() - (segment.id() == position.segment() ? passed : 0);
      if (reader.records() - before != wait) {
        LOG.warn("Spool {}: a file was damaged", folder);
        segment.recover();
        countPassed();
      }
    }
    reader.endAt(next);
    return reader.batch();
  }

  private void write(OutgoingRecord record, ByteBuffer frame) throws IOException {
    int length = frame.remaining();
    if (active == null || (active.size() > 0 && active.size() + length > segmentBytes)) {
      roll();
      open();
    }
    active.append(channel, record, frame);
    disk.took();
  }

  /** In another file, if it is the file that is full, and over older records, if it is the disk. */
  private void writeElsewhere(OutgoingRecord record, ByteBuffer frame, IOException refused)
      throws IOException {
    giveUpActive();
    if (disk.lacksRoom(refused, frame.remaining())) {
      makeRoom(frame.remaining(), bytes());
    }
    try {
      write(record, frame);
    } catch (IOException again) {
      giveUpActive();
      throw again;
    }
  }

  private void open() throws IOException {
    active = new Segment(folder, next);
    channel = active.begin();
    segments.put(active.id(), active);
  }

  private void roll() throws IOException {
    FileChannel done = channel;
    channel = null;
    active = null;
    if (done != null) {
      try (done) {
        done.force(false);
      }
    }
  }

  private void giveUpActive() {
    Segment given = active;
    try {
      roll();
      if (given != null && given.size() == 0) {
        segments.remove(given.id());
        given.delete();
      }
    } catch (IOException closing) {
      LOG.debug("Spool {}: a file cannot be closed ({})", folder, closing.getClass().getName());
    }
  }

  private void moveTo(Batch batch) {
    position = batch.end();
    save();
    batch.losses().forEach(lost);
  }

  /** As far as the disk lets it: what is not kept costs duplicates after a restart. */
  private void save() {
    try {
      new Progress(position, next).write(folder);
    } catch (IOException failure) {
      if (unsaved.passes()) {
        LOG.warn(
            "Spool {}: the position cannot be written ({})",
            folder,
            failure.getClass().getSimpleName());
      }
    }
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
      passed -= first.records();
      remove(first);
    }
    passed = 0;
  }

  /** When only what is lost is left, nobody will ask for it: it is counted, and its files go. */
  private void settle() throws IOException {
    if (isEmpty() && position.sequence() < next) {
      Batch rest = read(1, Long.MAX_VALUE);
      if (rest.records().isEmpty()) {
        moveTo(rest);
        deletePassed();
      }
    }
  }

  private void remove(Segment segment) throws IOException {
    if (segment == active) {
      roll();
    }
    segments.remove(segment.id());
    segment.delete();
  }

  /**
   * Sessions go first, from the oldest on; then whole files of whatever is oldest.
   *
   * @param bound that all may take
   */
  private boolean makeRoom(long needed, long bound) throws IOException {
    giveUpActive();
    long goal = bound - Math.max(needed, bound / SEGMENTS);
    for (Segment segment : List.copyOf(segments.values())) {
      if (bytes() > goal && !beingRead(segment) && segment.records(Topic.RAW_SESSIONS) > 0) {
        dropSessions(segment, bytes() - goal);
      }
    }
    for (Segment segment : List.copyOf(segments.values())) {
      if (bytes() > goal && !beingRead(segment) && segment.records() > 0) {
        dropAll(segment);
      }
    }
    return bytes() + needed <= bound;
  }

  private boolean beingRead(Segment segment) {
    return reading != null && segment.id() <= reading.segment();
  }

  private void dropSessions(Segment segment, long atLeastBytes) throws IOException {
    long[] left = {atLeastBytes};
    int before = segment.records(Topic.RAW_SESSIONS);
    try {
      segment.drop(
          from(segment),
          least(segment),
          record -> {
            boolean goes = left[0] > 0 && record.topic() == Topic.RAW_SESSIONS;
            left[0] -= goes ? record.value().length + Frames.HEADER_BYTES : 0;
            return goes;
          });
    } finally {
      full(Topic.RAW_SESSIONS, before - segment.records(Topic.RAW_SESSIONS));
    }
  }

  private void dropAll(Segment segment) throws IOException {
    Gaps gaps = new Gaps(least(segment));
    Map<Topic, Long> dropped = new EnumMap<>(Topic.class);
    segment.visit(
        from(segment),
        least(segment),
        (frame, offset) -> {
          gaps.pass(frame);
          if (frame instanceof Frame.Kept kept) {
            dropped.merge(kept.record().topic(), 1L, Long::sum);
          }
          return true;
        });
    if (segment.id() == segments.firstKey()) {
      passed = 0;
      position = new Position(Math.max(segment.id() + 1, gaps.expected()), 0, gaps.expected());
      save();
      remove(segment);
      gaps.losses().forEach(lost);
    } else {
      // Those before it are on their way: what is missing here must be told from what is lost.
      segment.drop(0, segment.id(), record -> true);
    }
    dropped.forEach(this::full);
  }

  private void full(Topic topic, long records) {
    if (records > 0) {
      lost.accept(new Loss(topic, LossReason.SPOOL_FULL, records));
    }
  }

  private long from(Segment segment) {
    return segment.id() == position.segment() ? position.offset() : 0;
  }

  private long least(Segment segment) {
    return segment.id() <= position.segment() || segment.id() == segments.firstKey()
        ? position.sequence()
        : segment.id();
  }
}
