package io.dbintel.ingest.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.ingest.config.Scrub;
import io.dbintel.ingest.sessions.SessionTexts.Reference;
import io.dbintel.schemas.raw.SessionsTick.SessionText;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SessionTextsTest {
  private static final TextSettings SETTINGS = new TextSettings(1_024, true);
  private static final long SECOND = 1_000_000;

  private SessionTexts texts = new SessionTexts(new SessionScrubber(Scrub.JOB));

  @Test
  void aTextIsDueOnceAMinuteWhileItIsInUse() {
    for (int second = 0; second < 130; second++) {
      texts.begin();
      refer("SELECT 1", second * SECOND);
      assertThat(texts.due()).as("second %d", second).hasSize(second % 60 == 0 ? 1 : 0);
      texts.published(dueIds(), second * SECOND);
    }
  }

  @Test
  void aTextThatWasNotHandedOverStaysDue() {
    texts.begin();
    refer("SELECT 1", 0);
    texts.begin();
    refer("SELECT 1", SECOND);
    assertThat(texts.due()).hasSize(1);
  }

  @Test
  void aTextThatWasLostIsDueAgain() {
    texts.begin();
    refer("SELECT 1", 0);
    refer("SELECT 2", 0);
    Set<String> ids = dueIds();
    texts.published(ids, 0);
    texts.lost(Set.of(refer("SELECT 2", 0).textId()));
    texts.begin();
    refer("SELECT 1", SECOND);
    refer("SELECT 2", SECOND);
    assertThat(texts.due()).extracting(SessionText::text).containsExactly("SELECT 2");
  }

  @Test
  void theSameTextOfSeveralRowsIsPublishedOnce() {
    texts.begin();
    Reference one = refer("SELECT 1", 0);
    Reference other = refer("SELECT 1", 0);
    assertThat(one).isEqualTo(other);
    assertThat(one.textId()).matches("[0-9a-f]{16}");
    assertThat(texts.due()).hasSize(1);
  }

  @Test
  void noTextGivesNoReference() {
    texts.begin();
    assertThat(texts.reference(null, SETTINGS, true, 0)).isEqualTo(Reference.NONE);
    for (String nothing : Set.of("", "  ", "<insufficient privilege>")) {
      assertThat(refer(nothing, 0)).isEqualTo(Reference.NONE);
    }
    assertThat(texts.due()).isEmpty();
  }

  @Test
  void rowsWithoutAQueryIdHaveTheFingerprintOfTheirText() {
    texts.begin();
    assertThat(refer("SELECT 1", 0).fingerprint()).isNull();
    Reference one = fingerprinted("SELECT * FROM t WHERE id = 1");
    Reference other = fingerprinted("select * from t where id=2");
    assertThat(one.fingerprint()).matches("v2:[0-9a-f]{16}").isEqualTo(other.fingerprint());
    assertThat(one.textId()).isNotEqualTo(other.textId());
  }

  @Test
  void atTheEdgeOneIdStandsForTheScrubbedText() {
    texts = new SessionTexts(new SessionScrubber(Scrub.EDGE));
    texts.begin();
    Reference one = refer("SELECT * FROM t WHERE id = 1", 0);
    Reference other = refer("SELECT * FROM t WHERE id = 2", 0);
    assertThat(one).isEqualTo(other);
    assertThat(one.fingerprint()).isNotNull();
    assertThat(texts.due())
        .extracting(SessionText::text)
        .containsExactly("SELECT * FROM t WHERE id = ?");
  }

  @Test
  void whatIsRememberedIsBounded() {
    texts.begin();
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < SessionTexts.MAX_KNOWN + 100; i++) {
      ids.add(refer("SELECT " + i, 0).textId());
    }
    assertThat(ids).hasSize(SessionTexts.MAX_KNOWN + 100);
    assertThat(texts.size()).isEqualTo(SessionTexts.MAX_KNOWN);
  }

  @Test
  void aVeryLongTextIsCutAndFlagged() {
    texts.begin();
    texts.reference(
        "x".repeat(SessionTexts.MAX_TEXT_BYTES + 1).getBytes(StandardCharsets.UTF_8),
        new TextSettings(1 << 20, true),
        false,
        0);
    SessionText text = texts.due().get(0);
    assertThat(text.text()).hasSize(SessionTexts.MAX_TEXT_BYTES);
    assertThat(text.truncated()).isTrue();
  }

  private Reference refer(String text, long now) {
    return texts.reference(text.getBytes(StandardCharsets.UTF_8), SETTINGS, false, now);
  }

  private Reference fingerprinted(String text) {
    return texts.reference(text.getBytes(StandardCharsets.UTF_8), SETTINGS, true, 0);
  }

  private Set<String> dueIds() {
    return texts.due().stream().map(SessionText::textId).collect(Collectors.toSet());
  }
}
