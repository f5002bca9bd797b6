package io.dbintel.ingest.statements;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PollNeedTest {
  private final PollNeed need = new PollNeed();

  @Test
  void theNeedFollowsTheWidthOfTheRows() {
    long base = need.bytes(0);
    assertThat(need.bytes(5_000) - base).isEqualTo(5_000 * 512);

    CounterRows wide = Rows.of(10, "x".repeat(1_000));
    need.learn(wide);
    long taken = wide.encoded().bytes() + 10 * CounterRows.KEY_BYTES;
    assertThat(need.bytes(10) - base).isBetween(taken, taken * 5 / 4);

    long learnt = need.bytes(5_000);
    need.learn(Rows.of(0, "x"));
    assertThat(need.bytes(5_000)).as("without rows nothing is learnt").isEqualTo(learnt);
  }
}
