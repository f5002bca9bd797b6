package io.dbintel.ingest.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BreakerTest {
  private static final long SECOND = 1_000_000;
  private final Breaker breaker = new Breaker(BreakerPolicy.DEFAULT, 0);
  private long now;

  @Test
  void fiveFailuresInARowOpenItAlsoWhenTheyAreFarApart() {
    for (int i = 0; i < 20; i++) {
      ok();
    }
    for (int i = 0; i < 4; i++) {
      now += 60 * SECOND;
      fail("timeout");
      assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
    }
    now += 60 * SECOND;
    fail("timeout");
    assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
    assertThat(breaker.reason()).isEqualTo("timeout");
    assertThat(breaker.since()).isEqualTo(now);
    assertThat(breaker.retryAt()).isEqualTo(now + 60 * SECOND);
  }

  @Test
  void fiveFailuresWithinHalfAMinuteOpenItAmongSuccesses() {
    for (int i = 0; i < 20; i++) {
      ok();
    }
    for (int i = 0; i < 4; i++) {
      now += 7 * SECOND;
      fail("timeout");
      ok();
      ok();
      assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
    }
    now += 2 * SECOND;
    fail("timeout");
    assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
  }

  @Test
  void fiveFailuresInMoreThanHalfAMinuteDoNot() {
    for (int i = 0; i < 5; i++) {
      for (int j = 0; j < 4; j++) {
        ok();
      }
      now += 8 * SECOND;
      fail("timeout");
    }
    assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
  }

  @Test
  void halfOfAtLeastFiveCallsOpenIt() {
    fail("timeout");
    now += 100 * SECOND;
    ok();
    fail("timeout");
    now += 100 * SECOND;
    ok();
    assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
    fail("timeout");
    assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
  }

  @Test
  void theShareLooksAtTheLastTwentyCallsOnly() {
    for (int i = 0; i < 100; i++) {
      ok();
    }
    for (int i = 0; i < 9; i++) {
      now += 60 * SECOND;
      fail("timeout");
      ok();
    }
    assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
    fail("timeout");
    assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
  }

  @ParameterizedTest
  @CsvSource({
    "connection_refused, OPEN",
    "wrong_password, OPEN",
    "too_many_connections, OPEN",
    "server_error:53100, OPEN",
    "missing_extension, DISABLED",
    "missing_grant, DISABLED",
    "timeout, CLOSED",
    "lock_timeout, CLOSED",
    "server_error:42883, CLOSED"
  })
  void someFailuresSayMoreThanOthers(String failure, BreakerState state) {
    fail(failure);
    assertThat(breaker.state()).isEqualTo(state);
  }

  @Test
  void whatPassesByItselfIsNeverHeldAgainstIt() {
    for (int i = 0; i < 50; i++) {
      fail("lock_timeout");
      fail("starting_up");
    }
    assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
  }

  @Test
  void aSlowCallIsAFailure() {
    for (int i = 0; i < 5; i++) {
      breaker.record(Call.ok(Duration.ofMillis(5_001)), now);
    }
    assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
    assertThat(breaker.reason()).isEqualTo("slow");
  }

  @Test
  void fiveSecondsAreNotSlow() {
    for (int i = 0; i < 5; i++) {
      breaker.record(Call.ok(Duration.ofSeconds(5)), now);
    }
    assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
  }

  @Test
  void eachFailedTryDoublesTheWaitUpToFiveMinutes() {
    fail("connection_refused");
    for (int wait : new int[] {60, 120, 240, 300, 300}) {
      assertThat(breaker.retryAt() - now).isEqualTo(wait * SECOND);
      now += wait * SECOND - 1;
      assertThat(breaker.due(now)).isFalse();
      now++;
      assertThat(breaker.due(now)).isTrue();
      breaker.halfOpen(now);
      fail("connection_refused");
    }
  }

  @Test
  void threeSuccessesCloseItAndTheNextWaitIsShortAgain() {
    fail("connection_refused");
    now += 60 * SECOND;
    breaker.halfOpen(now);
    fail("connection_refused");
    now += 120 * SECOND;
    breaker.halfOpen(now);
    ok();
    ok();
    assertThat(breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
    ok();
    assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
    assertThat(breaker.reason()).isNull();
    fail("connection_refused");
    assertThat(breaker.retryAt() - now).isEqualTo(60 * SECOND);
  }

  @Test
  void aHalfOpenOneIsTriedAgainAfterFiveSecondsThoughItsTickIsFar() {
    fail("connection_refused");
    now += 60 * SECOND;
    breaker.halfOpen(now);
    ok();
    assertThat(breaker.nextTryDue(now + 5 * SECOND - 1)).isFalse();
    assertThat(breaker.nextTryDue(now + 5 * SECOND)).isTrue();
  }

  @Test
  void aServerThatStartsUpIsWaitedFor() {
    fail("connection_refused");
    now += 60 * SECOND;
    breaker.halfOpen(now);
    fail("starting_up");
    assertThat(breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
  }

  @Test
  void aDisabledOneIsTriedWhenCapabilitiesChangeOrAfterFiveMinutes() {
    fail("missing_extension");
    assertThat(breaker.due(now + 299 * SECOND)).isFalse();
    assertThat(breaker.due(now + 300 * SECOND)).isTrue();
    breaker.capabilitiesChanged(now + SECOND);
    assertThat(breaker.due(now + SECOND)).isTrue();
    breaker.halfOpen(now + SECOND);
    fail("missing_extension");
    assertThat(breaker.state()).isEqualTo(BreakerState.DISABLED);
  }

  @Test
  void aClockThatWasSetBackProlongsNoWait() {
    now = 1_000_000 * SECOND;
    fail("connection_refused");
    assertThat(breaker.due(now - 3_600 * SECOND)).isTrue();
  }

  @Test
  void theOperatorOverrulesIt() {
    breaker.override(ManualOverride.OPEN, now);
    assertThat(breaker.state()).isEqualTo(BreakerState.FORCED_OPEN);
    assertThat(breaker.due(now + 1_000 * SECOND)).isFalse();
    breaker.override(ManualOverride.CLOSED, now);
    for (int i = 0; i < 10; i++) {
      fail("connection_refused");
    }
    assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
    breaker.override(ManualOverride.AUTO, now);
    fail("connection_refused");
    assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
    breaker.override(ManualOverride.CLOSED, now);
    assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
  }

  private void ok() {
    breaker.record(Call.ok(Duration.ofMillis(20)), now);
  }

  private void fail(String reason) {
    breaker.record(Call.failed(reason), now);
  }
}
