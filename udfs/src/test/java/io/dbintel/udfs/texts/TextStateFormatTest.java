package io.dbintel.udfs.texts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** State of a release is read by the next: its bytes are kept as files of hexadecimal digits. */
class TextStateFormatTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final TextsSeen SEEN =
      new TextsSeen(7, List.of(new TextsSeen.Run("collector", 1_000, 5, 2_000)));

  @Test
  void textsAreWrittenAsBeforeAndRead() throws IOException {
    TextVersions versions = TextVersions.fromBytes(null, 10);
    versions.publish(
        3, new ScrubbedQueryText("a = ?", "v1:0a", "SELECT t", "SELECT", List.of("t"), false), 0);
    versions.publish(4, new ScrubbedQueryText("a=?", "v1:0b", "", "", List.of(), true), 0);
    byte[] golden = golden("texts-v1.hex", versions.toBytes());
    assertThat(versions.toBytes()).isEqualTo(golden);
    assertThat(TextVersions.fromBytes(golden, 10).toBytes()).isEqualTo(golden);
  }

  @Test
  void recordsAreWrittenAsBeforeAndRead() throws IOException {
    TextRecord record = new TextRecord(SEEN, List.of(new TextKey(10, -1, false, -5).compact()));
    byte[] golden = golden("text-record-v1.hex", record.toBytes());
    assertThat(record.toBytes()).isEqualTo(golden);
    assertThat(TextRecord.read(golden)).isEqualTo(record);
  }

  @Test
  void progressIsWrittenAsBeforeAndRead() throws IOException {
    TextProgress progress = new TextProgress();
    progress.append(SEEN);
    byte[] golden = golden("text-progress-v1.hex", progress.toBytes());
    assertThat(progress.toBytes()).isEqualTo(golden);
    assertThat(TextProgress.fromBytes(golden).toBytes()).isEqualTo(golden);
  }

  @Test
  void stateOfANewerReleaseIsRefused() {
    byte[] newer = {2, 0, 0, 0, 0};
    assertThatThrownBy(() -> TextVersions.fromBytes(newer, 1)).hasMessageContaining("format 2");
    assertThatThrownBy(() -> TextRecord.read(newer)).hasMessageContaining("format 2");
    assertThatThrownBy(() -> TextProgress.fromBytes(newer)).hasMessageContaining("format 2");
  }

  private static byte[] golden(String name, byte[] now) throws IOException {
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(GOLDEN.resolve(name), HexFormat.of().formatHex(now) + "\n");
    }
    return HexFormat.of().parseHex(Files.readString(GOLDEN.resolve(name)).strip());
  }
}
