package io.dbintel.ingest.sessions;

import io.dbintel.ingest.collect.CollectResult;
import io.dbintel.ingest.collect.Outbox;
import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.ingest.postgres.Identifiers;
import io.dbintel.schemas.envelope.Outcome;
import io.dbintel.schemas.raw.SessionsTick;
import java.time.Duration;

/** What a tick lacks; the first that applies is its reason. */
enum Shortfall {
  NONE(null),
  /** Of some sessions the role sees no state. */
  MISSING_GRANT("missing_grant"),
  /** There were more sessions than rows. */
  ROW_LIMIT("row_limit"),
  /** Not all that wait for a lock were asked for whom. */
  WAITER_LIMIT("waiter_limit");

  private final String reason;

  Shortfall(String reason) {
    this.reason = reason;
  }

  static Shortfall of(SessionsTick tick) {
    if (tick.hidden() > 0) {
      return MISSING_GRANT;
    }
    if (tick.rowsLeftOut() > 0) {
      return ROW_LIMIT;
    }
    return tick.waitersLeftOut() > 0 ? WAITER_LIMIT : NONE;
  }

  Outcome outcome() {
    return this == NONE ? Outcome.OK : Outcome.PARTIAL;
  }

  /** As published; null when nothing is missing. */
  String reason() {
    return reason;
  }

  CollectResult result(int rows, Outbox outbox, Duration duration, TargetConfig target) {
    return new CollectResult(
        outcome(),
        null,
        reason,
        message(target),
        fix(target),
        rows,
        outbox.records(),
        outbox.bytes(),
        outbox.accepted(),
        duration);
  }

  private String message(TargetConfig target) {
    return switch (this) {
      case NONE -> null;
      case MISSING_GRANT -> "role " + target.user() + " may not see what other sessions do";
      case ROW_LIMIT -> "there are more sessions than sessions.max_rows, or than one record holds";
      case WAITER_LIMIT -> "more sessions wait for locks than are asked for whom at one tick";
    };
  }

  private String fix(TargetConfig target) {
    return switch (this) {
      case NONE -> null;
      case MISSING_GRANT ->
          "run GRANT pg_read_all_stats TO " + Identifiers.quote(target.user()) + ";";
      case ROW_LIMIT -> "raise sessions.max_rows";
      case WAITER_LIMIT -> "look at the sessions that block most; this ends with the queue";
    };
  }
}
