package io.dbintel.ingest.publish.spool;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.ingest.publish.LossReason;
import io.dbintel.ingest.publish.OutgoingRecord;
import io.dbintel.schemas.topic.Topic;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
  private static final long PLENTY = 64 << 20;
  @TempDir Path folder;
  private final Map<Topic, Long> lost = new EnumMap<>(Topic.class);
  private final Map<LossReason, Long> reasons = new EnumMap<>(LossReason.class);

  @Test
  void recordsComeOutAsTheyWentInWithKeyTimeAndPartition() throws Exception {
    try (Spool spool = open(PLENTY)) {
      spool.append(record(Topic.RAW_STATEMENTS, 1, 10));
      spool.append(
          new OutgoingRecord(
              Topic.HEARTBEATS, "c\u00f6llector", 7, 42, new byte[] {1, 2}, () -> {}, () -> {}));
      List<OutgoingRecord> read = spool.peek(10, PLENTY).records();
      assertThat(read).hasSize(2);
      assertThat(numbers(read.subList(0, 1))).containsExactly(1L);
      OutgoingRecord heartbeat = read.get(1);
      assertThat(heartbeat.topic()).isEqualTo(Topic.HEARTBEATS);
      assertThat(heartbeat.instance()).isEqualTo("c\u00f6llector");
      assertThat(heartbeat.partition()).isEqualTo(7);
      assertThat(heartbeat.timestampMillis()).isEqualTo(42);
      assertThat(heartbeat.value()).containsExactly(1, 2);
      assertThat(read.get(0).partition()).isNull();
    }
  }

  @Test
  void whatIsNotCommittedIsReadAgainAlsoByTheNextProcess() throws Exception {
    // Not closed: a process that was killed closes nothing.
    Spool first = open(PLENTY);
    append(first, Topic.RAW_STATEMENTS, 0, 100, 50);
    first.commit(first.peek(30, PLENTY));
    first.peek(30, PLENTY);
    assertThat(first.records()).isEqualTo(70);
    assertThat(first.oldestMillis()).isEqualTo(29);

    try (Spool next = open(PLENTY)) {
      assertThat(next.records()).isEqualTo(70);
      assertThat(drain(next)).containsExactlyElementsOf(range(30, 100));
      assertThat(next.isEmpty()).isTrue();
      assertThat(next.oldestMillis()).isZero();
    }
    assertThat(files()).isEmpty();
  }

  @Test
  void aFrameThatACrashHasTornIsCutOffAndTheRestGoesOn() throws Exception {
    try (Spool spool = open(PLENTY)) {
      append(spool, Topic.RAW_STATEMENTS, 0, 5, 100);
    }
    Path file = files().get(0);
    ByteBuffer torn = Frames.write(record(Topic.RAW_STATEMENTS, 5, 100), 5);
    byte[] begun = new byte[60];
    torn.get(begun);
    Files.write(file, begun, StandardOpenOption.APPEND);
    try (Spool spool = open(PLENTY)) {
      append(spool, Topic.RAW_STATEMENTS, 6, 8, 100);
      assertThat(drain(spool)).containsExactly(0L, 1L, 2L, 3L, 4L, 6L, 7L);
    }
  }

  @Test
  void damageCostsTheRecordsItIsInAndTheyAreCounted() throws Exception {
    long segment = 64 << 10;
    try (Spool spool = open(16 * segment)) {
      append(spool, Topic.RAW_STATEMENTS, 0, 120, 1_000);
    }
    assertThat(files()).hasSize(2);
    byte[] first = Files.readAllBytes(files().get(0));
    first[first.length / 2] ^= 1;
    Files.write(files().get(0), first);
    try (Spool spool = open(16 * segment)) {
      assertThat(spool.records()).isEqualTo(119);
      assertThat(drain(spool)).hasSize(119).isSorted().startsWith(0L, 1L, 2L).endsWith(118L, 119L);
      assertThat(reasons).containsOnly(Map.entry(LossReason.SPOOL_BROKEN, 1L));
    }
    try (Spool spool = open(16 * segment)) {
      assertThat(spool.isEmpty()).isTrue();
      assertThat(reasons).as("once").containsOnly(Map.entry(LossReason.SPOOL_BROKEN, 1L));
    }
  }

  @Test
  void damageThatComesWhileItIsOpenIsCountedAsWell() throws Exception {
    try (Spool spool = open(PLENTY)) {
      append(spool, Topic.RAW_STATEMENTS, 0, 10, 100);
      flip(files().get(0), 30);
      flip(files().get(0), (int) Files.size(files().get(0)) - 1);
      assertThat(drain(spool)).containsExactlyElementsOf(range(1, 9));
      assertThat(reasons).containsOnly(Map.entry(LossReason.SPOOL_BROKEN, 2L));
      append(spool, Topic.RAW_STATEMENTS, 10, 12, 100);
      assertThat(drain(spool)).containsExactly(10L, 11L);
      assertThat(reasons).containsOnly(Map.entry(LossReason.SPOOL_BROKEN, 2L));
    }
  }

  @Test
  void aFileThatIsGoneOrCutIsCounted() throws Exception {
    long segment = 64 << 10;
    try (Spool spool = open(16 * segment)) {
      append(spool, Topic.RAW_STATEMENTS, 0, 300, 1_000);
    }
    assertThat(files().size()).isGreaterThan(4);
    Files.delete(files().get(1));
    try (FileChannel last =
        FileChannel.open(files().get(files().size() - 1), StandardOpenOption.WRITE)) {
      last.truncate(last.size() / 2);
    }
    try (Spool spool = open(16 * segment)) {
      append(spool, Topic.RAW_STATEMENTS, 300, 302, 100);
      List<Long> left = drain(spool);
      assertThat(left).isSorted().startsWith(0L).endsWith(300L, 301L).doesNotContain(70L, 299L);
      assertThat(reasons).containsOnly(Map.entry(LossReason.SPOOL_BROKEN, 302L - left.size()));
    }
  }

  @Test
  void whenNothingCanBeReadAllIsCountedAtOnce() throws Exception {
    try (Spool spool = open(PLENTY)) {
      append(spool, Topic.RAW_STATEMENTS, 0, 10, 100);
      spool.commit(spool.peek(4, PLENTY));
    }
    byte[] zeros = new byte[(int) Files.size(files().get(0))];
    Files.write(files().get(0), zeros);
    try (Spool spool = open(PLENTY)) {
      assertThat(spool.isEmpty()).isTrue();
      assertThat(reasons).containsOnly(Map.entry(LossReason.SPOOL_BROKEN, 6L));
      assertThat(lost).containsOnlyKeys(Loss.UNREADABLE);
      append(spool, Topic.RAW_STATEMENTS, 10, 11, 100);
      assertThat(drain(spool)).containsExactly(10L);
    }
    assertThat(reasons).containsOnly(Map.entry(LossReason.SPOOL_BROKEN, 6L));
  }

  @Test
  void whatAnotherReleaseHasWrittenIsCountedAndHidesNothing() throws Exception {
    try (Spool spool = open(PLENTY)) {
      append(spool, Topic.RAW_STATEMENTS, 0, 1, 100);
    }
    byte[] topic = "dbintel.raw.dreams".getBytes(StandardCharsets.UTF_8);
    Files.write(
        files().get(0),
        Frames.write(record(Topic.RAW_METRICS, 1, 50), 1, topic).array(),
        StandardOpenOption.APPEND);
    Files.write(
        files().get(0),
        Frames.writeOther(2, (byte) 9, new byte[3]).array(),
        StandardOpenOption.APPEND);
    Files.write(
        files().get(0),
        Frames.write(record(Topic.RAW_STATEMENTS, 3, 50), 3).array(),
        StandardOpenOption.APPEND);
    try (Spool spool = open(PLENTY)) {
      append(spool, Topic.RAW_STATEMENTS, 4, 5, 100);
      assertThat(drain(spool)).containsExactly(0L, 3L, 4L);
      assertThat(reasons).containsOnly(Map.entry(LossReason.SPOOL_UNKNOWN, 2L));
    }
  }

  @Test
  void aLostPositionMeansThatRecordsAreReadTwice() throws Exception {
    try (Spool spool = open(PLENTY)) {
      append(spool, Topic.RAW_STATEMENTS, 0, 10, 100);
      spool.commit(spool.peek(4, PLENTY));
    }
    Files.writeString(folder.resolve("position"), "1 17\n");
    try (Spool spool = open(PLENTY)) {
      assertThat(drain(spool)).containsExactlyElementsOf(range(0, 10));
    }
  }

  @Test
  void whenItIsFullTheOldestSessionsGoFirst() throws Exception {
    long limit = 2 << 20;
    try (Spool spool = open(limit)) {
      for (long i = 0; i < 1_500; i++) {
        spool.append(record(i % 3 == 0 ? Topic.RAW_SESSIONS : Topic.RAW_STATEMENTS, i, 1_000));
        assertThat(spool.bytes()).isLessThanOrEqualTo(limit);
      }
      assertThat(lost).isEmpty();
      for (long i = 1_500; i < 2_400; i++) {
        spool.append(record(i % 3 == 0 ? Topic.RAW_SESSIONS : Topic.RAW_STATEMENTS, i, 1_000));
        assertThat(spool.bytes()).isLessThanOrEqualTo(limit);
      }
      assertThat(lost.keySet()).containsExactly(Topic.RAW_SESSIONS);
      assertThat(spool.records() + lost.get(Topic.RAW_SESSIONS)).isEqualTo(2_400);

      List<Long> left = drain(spool);
      assertThat(left).isSorted();
      List<Long> sessions = left.stream().filter(number -> number % 3 == 0).toList();
      assertThat(sessions).as("the newest are left").endsWith(2_394L, 2_397L);
      assertThat(sessions).containsExactlyElementsOf(newest(sessions.size(), 2_397, 3));
      assertThat(left.stream().filter(number -> number % 3 != 0).count()).isEqualTo(1_600);
    }
  }

  @Test
  void withoutSessionsTheOldestOfTheOthersGo() throws Exception {
    long limit = 2 << 20;
    try (Spool spool = open(limit)) {
      append(spool, Topic.RAW_METRICS, 0, 4_000, 1_000);
      assertThat(lost.keySet()).containsExactly(Topic.RAW_METRICS);
      assertThat(spool.records() + lost.get(Topic.RAW_METRICS)).isEqualTo(4_000);
      List<Long> left = drain(spool);
      assertThat(left).containsExactlyElementsOf(newest(left.size(), 3_999, 1));
      assertThat(left.size()).isGreaterThan(1_700);
    }
  }

  @Test
  void whatIsOnItsWayIsNotDropped() throws Exception {
    long limit = 2 << 20;
    try (Spool spool = open(limit)) {
      append(spool, Topic.RAW_METRICS, 0, 1_000, 1_000);
      Batch onItsWay = spool.peek(100, PLENTY);
      append(spool, Topic.RAW_METRICS, 1_000, 3_000, 1_000);
      assertThat(numbers(onItsWay.records())).containsExactlyElementsOf(range(0, 100));
      spool.commit(onItsWay);
      long left = spool.records();
      assertThat(left + lost.get(Topic.RAW_METRICS)).isEqualTo(2_900);
      assertThat(drain(spool)).hasSize((int) left).isSorted().endsWith(2_999L);
    }
  }

  @Test
  void aRecordLargerThanTheSpoolIsRefused() throws Exception {
    try (Spool spool = open(1 << 20)) {
      append(spool, Topic.RAW_METRICS, 0, 3, 100);
      assertThat(spool.append(record(Topic.RAW_PLANS, 9, 2 << 20))).isFalse();
      assertThat(spool.append(record(Topic.RAW_METRICS, 4, 100))).isTrue();
    }
  }

  private Spool open(long limit) throws IOException {
    return Spool.open(
        folder,
        limit,
        loss -> {
          lost.merge(loss.topic(), loss.records(), Long::sum);
          reasons.merge(loss.reason(), loss.records(), Long::sum);
        });
  }

  private static void flip(Path file, int at) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[at] ^= 16;
    Files.write(file, bytes);
  }

  private static void append(Spool spool, Topic topic, long from, long to, int bytes)
      throws IOException {
    for (long i = from; i < to; i++) {
      assertThat(spool.append(record(topic, i, bytes))).isTrue();
    }
  }

  private static List<Long> drain(Spool spool) throws IOException {
    List<Long> all = new ArrayList<>();
    while (!spool.isEmpty()) {
      Batch batch = spool.peek(7, 50_000);
      assertThat(batch.records()).isNotEmpty();
      all.addAll(numbers(batch.records()));
      spool.commit(batch);
    }
    return all;
  }

  /** Its number is its time and the beginning of its value. */
  static OutgoingRecord record(Topic topic, long number, int bytes) {
    byte[] value = ByteBuffer.allocate(Math.max(8, bytes)).putLong(number).array();
    return new OutgoingRecord(topic, "a", number, value, () -> {});
  }

  static List<Long> numbers(List<OutgoingRecord> records) {
    return records.stream().map(record -> ByteBuffer.wrap(record.value()).getLong()).toList();
  }

  private static List<Long> range(long from, long to) {
    return LongStream.range(from, to).boxed().toList();
  }

  private static List<Long> newest(int count, long last, long step) {
    return LongStream.range(0, count).map(i -> last - (count - 1 - i) * step).boxed().toList();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".spool")).sorted().toList();
    }
  }
}
