package io.dbintel.ingest.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.ingest.statements.PollSummary;
import io.dbintel.schemas.envelope.Epoch;
import io.dbintel.schemas.envelope.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TargetStateTest {
  @Test
  void failuresSpaceAttemptsUpToAMinute() {
    TargetState state = new TargetState("a", "u", Duration.ofSeconds(10));
    long[] skipped = new long[6];
    for (int i = 0; i < skipped.length; i++) {
      state.update(summary(Outcome.FAILED, "timeout"));
      skipped[i] = state.ticksToSkip();
    }
    assertThat(skipped).containsExactly(0, 1, 3, 5, 5, 5);
    state.update(summary(Outcome.OK, null));
    assertThat(state.ticksToSkip()).isZero();
  }

  @Test
  void anIntervalOfAMinuteIsNeverStretched() {
    TargetState state = new TargetState("a", "u", Duration.ofMinutes(1));
    for (int i = 0; i < 10; i++) {
      state.update(summary(Outcome.FAILED, "timeout"));
      assertThat(state.ticksToSkip()).isZero();
    }
  }

  private static PollSummary summary(Outcome outcome, String reason) {
    Epoch epoch = new Epoch("1", 2L, null, "own", "pg_stat_statements", "1.11", "cumulative");
    return new PollSummary(
        "a", 0, outcome, reason, "m", "f", 0, 0, 0, 0, 1, 1, true, epoch, 170000, Duration.ZERO);
  }
}
