package io.dbintel.ingest.publish.spool;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.ingest.publish.LossReason;
import io.dbintel.schemas.topic.Topic;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever happens to the files: a record comes out in order or is counted, once. */
class SpoolDamageTest {
  private static final long PLENTY = 64 << 20;
  private static final long LITTLE = 1 << 20;

  @Property(tries = 100)
  void damagedRecordsAreCountedAndHideNoOthers(
      @ForAll @Size(max = 60) List<@IntRange(max = 11) Integer> actions, @ForAll long seed)
      throws IOException {
    run(actions, seed, PLENTY);
  }

  @Property(tries = 100)
  void recordsThatHadToGoAreCounted(
      @ForAll @Size(max = 60) List<@IntRange(max = 7) Integer> actions, @ForAll long seed)
      throws IOException {
    run(actions, seed, LITTLE);
  }

  private static void run(List<Integer> actions, long seed, long limit) throws IOException {
    Path folder = Files.createTempDirectory("spool");
    try (Model model = new Model(folder, limit, new Random(seed))) {
      for (int action : actions) {
        switch (action) {
          case 0, 1, 2, 3 -> model.append(action * 8 + 1);
          case 4 -> model.deliver(5);
          case 5 -> model.deliver(40);
          case 6 -> model.peekInVain();
          case 7 -> model.openAnew();
          case 8 -> model.damage(Model::flip);
          case 9 -> model.damage(Model::truncate);
          case 10 -> model.damage(Model::wipe);
          default -> model.damage(Model::replaceByUnknown);
        }
      }
      model.deliverAll();
      model.check();
    } finally {
      delete(folder);
    }
  }

  /** A spool, and what should become of its records. */
  private static final class Model implements AutoCloseable {
    private final Path folder;
    private final long limit;
    private final Random random;
    private final List<Long> delivered = new ArrayList<>();
    private final Map<LossReason, Long> lost = new EnumMap<>(LossReason.class);
    private Spool spool;
    private long appended;

    Model(Path folder, long limit, Random random) throws IOException {
      this.folder = folder;
      this.limit = limit;
      this.random = random;
      this.spool = open();
    }

    void append(int records) throws IOException {
      for (int i = 0; i < records; i++) {
        Topic topic = random.nextInt(3) == 0 ? Topic.RAW_SESSIONS : Topic.RAW_STATEMENTS;
        assertThat(spool.append(SpoolTest.record(topic, appended, random.nextInt(20_000))))
            .isTrue();
        appended++;
      }
      spool.sync();
    }

    void deliver(int records) throws IOException {
      Batch batch = spool.peek(records, 200_000);
      delivered.addAll(SpoolTest.numbers(batch.records()));
      spool.commit(batch);
    }

    void deliverAll() throws IOException {
      while (!spool.isEmpty()) {
        deliver(1_000);
      }
    }

    void peekInVain() throws IOException {
      Batch batch = spool.peek(7, 200_000);
      append(20);
      batch.records().forEach(record -> assertThat(delivered).doesNotContain(number(record)));
      spool.release();
    }

    /** Killed: nothing is closed. */
    void openAnew() throws IOException {
      spool = open();
    }

    /** With the spool open or closed. */
    void damage(Damage damage) throws IOException {
      List<Path> files = files();
      if (!files.isEmpty()) {
        Path file = files.get(random.nextInt(files.size()));
        try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
          damage.run(this, channel);
        }
        // An open spool writes where it wrote before, whatever became of the file.
        spool = open();
      }
    }

    void flip(FileChannel file) throws IOException {
      ByteBuffer one = ByteBuffer.allocate(1);
      long at = random.nextInt((int) Math.max(1, file.size()));
      if (file.read(one, at) == 1) {
        one.put(0, (byte) (one.get(0) ^ (1 << random.nextInt(8))));
        file.write(one.flip(), at);
      }
    }

    void truncate(FileChannel file) throws IOException {
      file.truncate(random.nextInt((int) file.size() + 1));
    }

    void wipe(FileChannel file) throws IOException {
      byte[] other = new byte[random.nextInt(9_000)];
      if (random.nextBoolean()) {
        random.nextBytes(other);
      }
      file.write(ByteBuffer.wrap(other), random.nextInt((int) file.size() + 1));
    }

    void replaceByUnknown(FileChannel file) throws IOException {
      FrameReader reader = new FrameReader(file, 0);
      int skipped = random.nextInt(20);
      for (var frame = reader.next(); frame.isPresent(); frame = reader.next()) {
        if (skipped-- == 0 && frame.get() instanceof Frame.Kept kept) {
          int rest = kept.bytes() - Frames.HEADER_BYTES - Frames.LEAST_LENGTH;
          ByteBuffer other = Frames.writeOther(kept.sequence(), (byte) 77, new byte[rest]);
          file.write(other, reader.offset() - kept.bytes());
          return;
        }
      }
    }

    void check() throws IOException {
      assertThat(delivered).isSorted().doesNotHaveDuplicates();
      long all = lost.values().stream().mapToLong(Long::longValue).sum();
      assertThat(delivered.size() + all).as("delivered or counted: %s", lost).isEqualTo(appended);
      assertThat(files()).isEmpty();
    }

    private Spool open() throws IOException {
      return Spool.open(
          folder, limit, loss -> lost.merge(loss.reason(), loss.records(), Long::sum));
    }

    private List<Path> files() throws IOException {
      try (Stream<Path> files = Files.list(folder)) {
        return files.filter(file -> file.toString().endsWith(".spool")).sorted().toList();
      }
    }

    private static long number(io.dbintel.ingest.publish.OutgoingRecord record) {
      return SpoolTest.numbers(List.of(record)).get(0);
    }

    @Override
    public void close() throws IOException {
      spool.close();
    }
  }

  @FunctionalInterface
  private interface Damage {
    void run(Model model, FileChannel file) throws IOException;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
