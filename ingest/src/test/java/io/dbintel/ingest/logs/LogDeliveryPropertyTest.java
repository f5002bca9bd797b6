package io.dbintel.ingest.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random lives of a log: whatever is done to it, nothing is lost silently, or published twice. */
class LogDeliveryPropertyTest {
  private static final int LIVES = Integer.getInteger("dbintel.log.lives", 25);
  private static final int STEPS = 60;

  @Test
  void everyEntryIsPublishedUnderOneIdAndWhatIsLostIsCounted(@TempDir Path temporary)
      throws IOException {
    long first = Long.getLong("dbintel.log.seed", 1);
    for (long seed = first; seed < first + LIVES; seed++) {
      Path life = Files.createDirectory(temporary.resolve("life-" + seed));
      LogModel model = new LogModel(new TailedFolder(life, "server*"), new Random(seed));
      model.start();
      for (int step = 0; step < STEPS; step++) {
        model.step();
      }
      model.finish();
      assertThat(model.faults()).as("seed %d: %s", seed, model.steps()).isEmpty();
    }
  }
}
