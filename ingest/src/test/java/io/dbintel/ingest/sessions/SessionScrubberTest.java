package io.dbintel.ingest.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.ingest.config.Scrub;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionScrubberTest {
  private static final TextSettings SETTINGS = new TextSettings(100, true);

  private final SessionScrubber job = new SessionScrubber(Scrub.JOB);
  private final SessionScrubber edge = new SessionScrubber(Scrub.EDGE);

  @ParameterizedTest
  @CsvSource({"98, a, false", "99, a, true", "47, ü, false", "48, ü, true", "49, ü, true"})
  void aTextThatFillsTheServersRoomCountsAsCut(int characters, String character, boolean cut) {
    LeavingText text = job.statement(bytes(character.repeat(characters)), SETTINGS, false);
    assertThat(text.truncated()).isEqualTo(cut);
  }

  @Test
  void whereTheRoomIsNotKnownNothingCountsAsCut() {
    TextSettings unknown = new TextSettings(0, true);
    assertThat(job.statement(bytes("a".repeat(1_023)), unknown, false).truncated()).isFalse();
  }

  @Test
  void bytesOfAnotherEncodingAreReadAsFarAsTheyGo() {
    byte[] latin = "SELECT 'größe'".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(job.statement(latin, SETTINGS, true).text()).startsWith("SELECT 'gr").hasSize(14);
    assertThat(edge.statement(latin, SETTINGS, true).text()).isEqualTo("SELECT ?");
  }

  @Test
  void withoutStandardConformingStringsABackslashHidesAQuote() {
    byte[] text = bytes("SELECT 'a\\' secret', 'b'");
    TextSettings escaping = new TextSettings(100, false);
    assertThat(edge.statement(text, escaping, true).text()).isEqualTo("SELECT ?, ?");
  }

  @Test
  void namesLeaveAsTheyAreUnlessScrubbedAtTheEdge() {
    assertThat(job.name("application_name", "mail eve@example.org"))
        .isEqualTo("mail eve@example.org");
    assertThat(edge.name("application_name", "mail eve@example.org"))
        .startsWith("mail ")
        .doesNotContain("eve", "example.org");
    assertThat(edge.name("client_addr", "192.168.7.23")).doesNotContain("192");
    assertThat(edge.name("application_name", "psql")).isEqualTo("psql");
    assertThat(edge.name("application_name", null)).isNull();
    assertThat(edge.name("application_name", "")).isEmpty();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
