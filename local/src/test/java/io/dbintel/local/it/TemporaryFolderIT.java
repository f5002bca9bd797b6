package io.dbintel.local.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.local.TemporaryFolder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** Two processes on one machine: neither may take the other's folders for abandoned. */
class TemporaryFolderIT {
  private static final String PURPOSE = "shared-machine";

  @Test
  void anotherProcessLeavesAFolderAloneAfterThisOneLookedForAbandonedOnes() throws Exception {
    try (TemporaryFolder folder = TemporaryFolder.create(PURPOSE)) {
      TemporaryFolder.clearAway(PURPOSE, abandoned -> {});
      assertThat(clearAwayInAnotherProcess()).isZero();
      assertThat(folder.path()).isDirectory();
    }
  }

  /** Run as the other process. */
  public static void main(String[] arguments) {
    TemporaryFolder.clearAway(PURPOSE, abandoned -> {});
  }

  private static int clearAwayInAnotherProcess() throws IOException, InterruptedException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
            "-cp",
            String.join(
                File.pathSeparator,
                location(TemporaryFolder.class),
                location(TemporaryFolderIT.class),
                location(Assertions.class),
                location(Test.class)),
            TemporaryFolderIT.class.getName())
        .inheritIO()
        .start()
        .waitFor();
  }

  private static String location(Class<?> type) {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath()).toString();
  }
}
