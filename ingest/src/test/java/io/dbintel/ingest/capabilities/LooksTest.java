package io.dbintel.ingest.capabilities;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LooksTest {
  private static final long BETWEEN = Looks.BETWEEN.toNanos();
  private final Looks looks = new Looks();
  private final Object first = new Object();
  private final Object second = new Object();
  private final long now = Long.MAX_VALUE - 5;

  @Test
  void aNewConnectionIsAskedAtOnceAndAnOldOneNowAndThen() {
    assertThat(looks.due(first, now)).isTrue();
    assertThat(looks.due(first, now)).isFalse();
    assertThat(looks.due(second, now)).as("a new one").isTrue();
    assertThat(looks.due(second, now)).isFalse();
    assertThat(looks.due(first, now + BETWEEN - 1)).isFalse();
    assertThat(looks.due(first, now + BETWEEN)).isTrue();
    assertThat(looks.due(second, now + BETWEEN)).as("one of all").isFalse();
  }

  @Test
  void whoWasAskedEverythingIsNotAskedAgain() {
    looks.asked(first, now);
    assertThat(looks.due(first, now + BETWEEN - 1)).isFalse();
    assertThat(looks.due(second, now + 1)).isTrue();
  }
}
