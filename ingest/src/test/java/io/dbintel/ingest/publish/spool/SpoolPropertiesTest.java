package io.dbintel.ingest.publish.spool;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.topic.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class SpoolPropertiesTest {
  private static final int APPEND = 6;

  /** A spool that is never full is a queue that survives the end of its process. */
  @Property(tries = 100)
  void itIsAQueue(@ForAll @Size(max = 120) List<@IntRange(max = 9) Integer> actions)
      throws IOException {
    Path folder = Files.createTempDirectory("spool");
    Deque<Long> expected = new ArrayDeque<>();
    long next = 0;
    Spool spool = open(folder);
    for (int action : actions) {
      if (action <= APPEND) {
        for (int i = 0; i <= action; i++) {
          spool.append(SpoolTest.record(Topic.RAW_STATEMENTS, next, 9_000 * action));
          expected.add(next++);
        }
      } else if (action == APPEND + 1) {
        // Killed: nothing is closed.
        spool = open(folder);
      } else {
        Batch batch = spool.peek(action, 100_000);
        List<Long> read = SpoolTest.numbers(batch.records());
        assertThat(read).isEqualTo(expected.stream().limit(read.size()).toList());
        assertThat(read.isEmpty()).isEqualTo(expected.isEmpty());
        if (action == 9) {
          spool.commit(batch);
          read.forEach(number -> expected.removeFirst());
        } else {
          spool.release();
        }
      }
      assertThat(spool.records()).isEqualTo(expected.size());
    }
    spool.close();
    delete(folder);
  }

  private static Spool open(Path folder) throws IOException {
    return Spool.open(folder, 64 << 20, loss -> assertThat(loss).as("no loss").isNull());
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
