package io.dbintel.ingest.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateFilesTest {
  @TempDir Path folder;

  @Test
  void statesAreReadAsTheyWereWritten() {
    Map<String, Map<String, KeptBreaker>> kept =
        Map.of("a", Map.of("sessions", new KeptBreaker("open", 5, "timeout", 65L, 60)));
    new BreakerFile(folder).write(kept);
    assertThat(new BreakerFile(folder).read()).isEqualTo(kept);
    assertThat(folder).isDirectoryContaining("glob:**breakers.json");
    assertThat(folder).isDirectoryNotContaining("glob:**.new");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "null", "[]", "{\"a\":", "{\"a\":{\"sessions\":{\"state\":\"ajar\"}}}", "\0"})
  void aBrokenFileMeansThatAllStartClosed(String content) throws Exception {
    Files.writeString(folder.resolve("breakers.json"), content);
    assertThat(new BreakerFile(folder).read()).isEmpty();
  }

  @Test
  void noFileMeansTheSame() {
    assertThat(new BreakerFile(folder).read()).isEmpty();
  }

  @Test
  void whatTheDiskDoesNotTakeIsWrittenLater() throws Exception {
    Path noFolder = Files.writeString(folder.resolve("state"), "in the way");
    Map<String, Map<String, KeptBreaker>> kept =
        Map.of("a", Map.of("sessions", new KeptBreaker("open", 5, "timeout", 65L, 60)));
    BreakerFile file = new BreakerFile(noFolder);
    file.write(kept);
    file.write(kept);
    Files.delete(noFolder);
    Files.createDirectory(noFolder);
    file.write(kept);
    assertThat(file.read()).isEqualTo(kept);
  }

  @Test
  void overridesAreReadWhenTheFileChanges() throws Exception {
    OverridesFile overrides = overrides();
    assertThat(overrides.changed()).isEmpty();
    write("a: {sessions: open, statements: closed}");
    assertThat(overrides.changed())
        .contains(
            Map.of(
                "a", Map.of("sessions", ManualOverride.OPEN, "statements", ManualOverride.CLOSED)));
    assertThat(overrides.changed()).as("unchanged").isEmpty();
    write("# nothing any more\n");
    assertThat(overrides.changed()).contains(Map.of());
    write("a: {sessions: auto}");
    assertThat(overrides.changed()).contains(Map.of("a", Map.of("sessions", ManualOverride.AUTO)));
    Files.delete(folder.resolve("overrides.yaml"));
    assertThat(overrides.changed()).as("removed").contains(Map.of());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "b: {sessions: open}",
        "a: {plans: open}",
        "a: {sessions: shut}",
        "a: open",
        "[]",
        "a: {sessions: open}\na: {sessions: auto}",
        "a: {sessions: [open"
      })
  void aFileWithAMistakeIsIgnored(String content) throws Exception {
    OverridesFile overrides = overrides();
    write(content);
    assertThat(overrides.changed()).isEmpty();
  }

  private OverridesFile overrides() {
    return new OverridesFile(folder, Map.of("a", Set.of("statements", "sessions")));
  }

  private void write(String content) throws Exception {
    Files.writeString(folder.resolve("overrides.yaml"), content);
  }
}
