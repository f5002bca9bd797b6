package io.dbintel.jobs.export.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderTest {
  private static final Map<String, String> ENVIRONMENT = Map.of("KEY", "s3cr$t", "TWO", "a\nb");

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "api-key=plain, plain",
    "api-key=${env:KEY}, s3cr$t",
    "Authorization=Bearer ${env:KEY}!, Bearer s3cr$t!",
    "a=b=c, b=c"
  })
  void resolvesReferences(String option, String value) {
    assertThat(Header.parse(option).resolve(ENVIRONMENT::get)).isEqualTo(value);
  }

  @Test
  void readsAFileWithoutItsLastLineEnd(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("key"), "from-file\n");

    assertThat(Header.parse("api-key=${file:" + file + "}").resolve(ENVIRONMENT::get))
        .isEqualTo("from-file");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "api-key=${env:NONE}, environment variable NONE is not set",
    "api-key=${file:no-such-file}, file no-such-file cannot be read",
    "api-key=${vault:x}, must have the form",
    "api-key=${env:TWO}, printable ASCII on one line"
  })
  void namesHeaderAndRuleOfAReferenceThatFails(String option, String rule) {
    assertThatThrownBy(() -> Header.parse(option).resolve(ENVIRONMENT::get))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--header api-key")
        .hasMessageContaining(rule);
  }

  @ParameterizedTest
  @ValueSource(strings = {"novalue", "=x", "bad name=x", "Content-Length=1", "host=x"})
  void refusesWhatIsNoHeader(String option) {
    assertThatThrownBy(() -> Header.parse(option)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void neverShowsItsValue() {
    Header header = Header.parse("api-key=hunter2");
    Endpoint endpoint =
        new Endpoint(URI.create("https://otlp.example"), List.of(header), Duration.ofSeconds(1));

    assertThat(header.toString()).contains("api-key").doesNotContain("hunter2");
    assertThat(endpoint.toString()).doesNotContain("hunter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "otlp.example",
        "ftp://otlp.example",
        "https:///path",
        "https://user:pw@otlp.example",
        "https://otlp.example/v1/metrics"
      })
  void refusesWhatIsNoEndpoint(String url) {
    assertThatThrownBy(() -> new Endpoint(URI.create(url), List.of(), Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("pw");
  }
}
