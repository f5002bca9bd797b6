package io.dbintel.udfs.texts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The cache is bounded in entries and characters, and forgets the least recently used. */
class ScrubCacheTest {
  private static final int MANY = 10_000;

  private final ScrubCache cache = new ScrubCache(4_096, 8L << 20);
  private final AtomicInteger computed = new AtomicInteger();

  @Test
  void entriesAreBoundedAndTheLeastRecentlyUsedLeave() {
    get("kept");
    for (int i = 0; i < MANY; i++) {
      get("text " + i);
      get("kept");
    }
    assertThat(cache.entries()).isEqualTo(4_096);
    assertThat(computed).hasValue(MANY + 1);
    get("text 0");
    assertThat(computed).hasValue(MANY + 2);
  }

  @Test
  void charactersAreBounded() {
    for (int i = 0; i < 100; i++) {
      get(i + "x".repeat(500_000));
      assertThat(cache.chars()).isLessThanOrEqualTo(8L << 20);
    }
    assertThat(cache.entries()).isPositive();
  }

  @Test
  void aVeryLongTextIsNotKept() {
    get("x".repeat(2 << 20));
    assertThat(cache.entries()).isZero();
    assertThat(cache.chars()).isZero();
  }

  @Test
  void textsWithoutResultAreRemembered() {
    ScrubCache.Key key = new ScrubCache.Key("", false, true);
    assertThat(cache.get(key, any -> Optional.empty())).isEmpty();
    assertThat(cache.get(key, any -> Optional.of(text("never")))).isEmpty();
    assertThat(cache.hits()).isEqualTo(1);
  }

  @Test
  void aKeyDoesNotShowItsText() {
    assertThat(new ScrubCache.Key("secret", false, true).toString()).doesNotContain("secret");
  }

  private void get(String text) {
    cache.get(
        new ScrubCache.Key(text, false, true),
        key -> {
          computed.incrementAndGet();
          return Optional.of(text("?"));
        });
  }

  private static ScrubbedQueryText text(String text) {
    return new ScrubbedQueryText(text, "v2:0", "", "", List.of(), false);
  }
}
