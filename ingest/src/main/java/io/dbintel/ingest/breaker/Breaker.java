package io.dbintel.ingest.breaker;

import io.dbintel.ingest.breaker.ErrorAction.Kind;
import java.time.Duration;

/**
 * The breaker of one feature of one target. Times are µs of the collector's clock. Not thread-safe.
 *
 * <p>A closed breaker opens by the rules of its {@link BreakerPolicy}. An open one waits, then is
 * tried: half-open. One failure opens it again with twice the wait, enough successes close it. A
 * disabled one is tried when what the server has changes, or after a while.
 */
final class Breaker {
  private static final String SLOW = "slow";

  private final BreakerPolicy policy;
  private final RecentCalls recent;
  private BreakerState state = BreakerState.CLOSED;
  private ManualOverride override = ManualOverride.AUTO;
  private long since;
  private String reason;
  private boolean serverFails;
  private long retryAt;
  private long waitMicros;
  private long lastTry;
  private int successes;

  Breaker(BreakerPolicy policy, long nowMicros) {
    this.policy = policy;
    this.recent = new RecentCalls(policy);
    this.since = nowMicros;
    this.waitMicros = micros(policy.firstWait());
  }

  BreakerState state() {
    return override == ManualOverride.OPEN ? BreakerState.FORCED_OPEN : state;
  }

  long since() {
    return since;
  }

  /** Failure that it opened or was disabled for; null when closed. */
  String reason() {
    return reason;
  }

  /** When it is tried again; null when it need not, or is not. */
  Long retryAt() {
    return switch (state()) {
      case OPEN, DISABLED -> retryAt;
      case CLOSED, HALF_OPEN, FORCED_OPEN -> null;
    };
  }

  long waitMicros() {
    return waitMicros;
  }

  /** Open because the whole server fails. */
  boolean openForServer() {
    return state() == BreakerState.OPEN && serverFails;
  }

  /** Whether it waits for a try whose time has come. */
  boolean due(long nowMicros) {
    BreakerState now = state();
    if (now != BreakerState.OPEN && now != BreakerState.DISABLED) {
      return false;
    }
    // A clock that was set back must not prolong the wait.
    long longest = micros(now == BreakerState.OPEN ? policy.longestWait() : policy.disabledFor());
    return nowMicros >= retryAt || retryAt - nowMicros > longest;
  }

  /** Whether a half-open one should be tried although its own tick is far. */
  boolean nextTryDue(long nowMicros) {
    return state() == BreakerState.HALF_OPEN
        && Math.abs(nowMicros - lastTry) >= micros(policy.probeSpacing());
  }

  /** Begins to try it. */
  void halfOpen(long nowMicros) {
    become(BreakerState.HALF_OPEN, nowMicros);
    successes = 0;
    lastTry = nowMicros;
  }

  /** What a disabled one lacked may be there now. */
  void capabilitiesChanged(long nowMicros) {
    if (state == BreakerState.DISABLED) {
      retryAt = nowMicros;
    }
  }

  void override(ManualOverride said, long nowMicros) {
    if (said == override) {
      return;
    }
    override = said;
    since = nowMicros;
    if (said == ManualOverride.CLOSED) {
      close(nowMicros);
    }
  }

  void restore(
      BreakerState kept, long keptSince, String keptReason, Long keptRetryAt, long keptWait) {
    boolean disabled = kept == BreakerState.DISABLED;
    if (!disabled && kept != BreakerState.OPEN && kept != BreakerState.HALF_OPEN) {
      return;
    }
    state = disabled ? BreakerState.DISABLED : BreakerState.OPEN;
    since = keptSince;
    reason = keptReason;
    serverFails = keptReason != null && ErrorActions.ALL.of(keptReason).server();
    // One that was being tried is tried again at once.
    retryAt = keptRetryAt == null ? keptSince : keptRetryAt;
    waitMicros =
        Math.max(micros(policy.firstWait()), Math.min(keptWait, micros(policy.longestWait())));
  }

  /** Takes note of a run, whether or not it was asked for. */
  void record(Call call, long nowMicros) {
    String failure =
        call.failure() == null && call.longestRoundTrip().compareTo(policy.slow()) > 0
            ? SLOW
            : call.failure();
    switch (state) {
      case CLOSED -> recordClosed(failure, nowMicros);
      case HALF_OPEN -> recordTry(failure, nowMicros);
      // A run that somebody asked for by hand says nothing about the next one.
      case OPEN, DISABLED, FORCED_OPEN -> {}
    }
  }

  private void recordClosed(String failure, long nowMicros) {
    if (failure == null) {
      recent.success();
      return;
    }
    ErrorAction action = ErrorActions.ALL.of(failure);
    if (override == ManualOverride.CLOSED || action.kind() == Kind.RETRY) {
      return;
    }
    recent.failure(nowMicros);
    if (action.kind() == Kind.DISABLE) {
      disable(failure, action, nowMicros);
    } else if (action.kind() == Kind.OPEN || recent.tooMany(nowMicros)) {
      waitMicros = micros(policy.firstWait());
      open(failure, action, nowMicros);
    }
  }

  private void recordTry(String failure, long nowMicros) {
    lastTry = nowMicros;
    if (failure == null) {
      successes++;
      if (successes >= policy.successes()) {
        close(nowMicros);
      }
      return;
    }
    ErrorAction action = ErrorActions.ALL.of(failure);
    if (action.kind() == Kind.RETRY && action.server()) {
      return;
    }
    if (action.kind() == Kind.DISABLE) {
      disable(failure, action, nowMicros);
      return;
    }
    if (action.kind() != Kind.RETRY) {
      waitMicros = Math.min(2 * waitMicros, micros(policy.longestWait()));
    }
    open(failure, action, nowMicros);
  }

  private void open(String failure, ErrorAction action, long nowMicros) {
    become(BreakerState.OPEN, nowMicros);
    reason = failure;
    serverFails = action.server();
    retryAt = nowMicros + waitMicros;
  }

  private void disable(String failure, ErrorAction action, long nowMicros) {
    become(BreakerState.DISABLED, nowMicros);
    reason = failure;
    serverFails = action.server();
    retryAt = nowMicros + micros(policy.disabledFor());
  }

  private void close(long nowMicros) {
    become(BreakerState.CLOSED, nowMicros);
    reason = null;
    serverFails = false;
    waitMicros = micros(policy.firstWait());
  }

  private void become(BreakerState next, long nowMicros) {
    if (state != next) {
      state = next;
      since = nowMicros;
      recent.clear();
    }
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / 1_000;
  }
}
