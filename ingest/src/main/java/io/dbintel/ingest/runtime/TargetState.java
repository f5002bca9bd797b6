package io.dbintel.ingest.runtime;

import io.dbintel.ingest.statements.PollSummary;
import io.dbintel.schemas.envelope.Outcome;
import java.time.Duration;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is known of a target, said once for each change and not at each poll. Not thread-safe. */
final class TargetState {
  private static final Logger LOG = LoggerFactory.getLogger(TargetState.class);
  private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(1);

  private final String instance;
  private final String user;
  private final Duration interval;
  private boolean polled;
  private String reason;
  private String privilege;
  private int failures;

  TargetState(String instance, String user, Duration interval) {
    this.instance = instance;
    this.user = user;
    this.interval = interval;
  }

  void update(PollSummary summary) {
    failures = summary.outcome() == Outcome.FAILED ? failures + 1 : 0;
    if (!polled || !Objects.equals(reason, summary.reason())) {
      sayOutcome(summary);
    }
    if (summary.epoch() != null && !summary.epoch().privilege().equals(privilege)) {
      privilege = summary.epoch().privilege();
      sayPrivilege(summary);
    }
    reason = summary.reason();
    polled = true;
  }

  /**
   * Ticks to leave out before the next attempt: failures double the distance, up to a minute, so
   * that a server that refuses a password is not asked every few seconds.
   */
  long ticksToSkip() {
    if (failures < 2) {
      return 0;
    }
    long most = Math.max(1, LONGEST_BACKOFF.toMillis() / Math.max(1, interval.toMillis()));
    return Math.min(most, 1L << Math.min(failures - 1, 20)) - 1;
  }

  private void sayOutcome(PollSummary summary) {
    switch (summary.outcome()) {
      case OK ->
          LOG.info(
              "target {}: reading pg_stat_statements {} of PostgreSQL {}, {} rows",
              instance,
              summary.epoch().viewVersion(),
              summary.serverVersionNum() / 10_000,
              summary.rows());
      case PARTIAL ->
          LOG.warn("target {}: {}. Fix: {}", instance, summary.message(), summary.fix());
      case FAILED ->
          LOG.error("target {}: {}. Fix: {}", instance, summary.message(), summary.fix());
    }
  }

  private void sayPrivilege(PollSummary summary) {
    if (!summary.epoch().readsAll()) {
      LOG.warn("target {}: {}", instance, Advice.ofPrivilege(user, summary.hiddenRows()));
    }
  }
}
