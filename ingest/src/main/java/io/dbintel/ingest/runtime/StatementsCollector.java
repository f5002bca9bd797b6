package io.dbintel.ingest.runtime;

import io.dbintel.ingest.collect.CollectResult;
import io.dbintel.ingest.collect.Collector;
import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.ingest.postgres.FailureCode;
import io.dbintel.ingest.statements.PollSummary;
import io.dbintel.ingest.statements.StatementsPoller;
import io.dbintel.schemas.envelope.Outcome;
import java.time.Duration;
import java.util.Arrays;

/** The poller of statements as one of several collectors. Keeps the summary of the last poll. */
final class StatementsCollector implements Collector {
  static final String FEATURE = "statements";

  private final TargetConfig target;
  private final StatementsPoller poller;
  private PollSummary last;
  private String privilege;

  StatementsCollector(TargetConfig target, StatementsPoller poller) {
    this.target = target;
    this.poller = poller;
  }

  @Override
  public String feature() {
    return FEATURE;
  }

  @Override
  public Duration interval() {
    return target.statements().interval();
  }

  @Override
  public CollectResult collect() {
    last = poller.poll();
    if (last.epoch() != null && !last.epoch().privilege().equals(privilege)) {
      privilege = last.epoch().privilege();
      Advice.sayPrivilege(target, last);
    }
    return result(last);
  }

  @Override
  public CollectResult leaveOut(String reason) {
    return result(poller.leaveOut(reason));
  }

  @Override
  public void close() {
    poller.close();
  }

  /** Of the last run; null before the first. */
  PollSummary last() {
    return last;
  }

  private static CollectResult result(PollSummary summary) {
    return new CollectResult(
        summary.outcome(),
        summary.outcome() == Outcome.FAILED ? code(summary.reason()) : null,
        summary.reason(),
        summary.message(),
        summary.fix(),
        summary.rows(),
        summary.records(),
        summary.bytes(),
        summary.accepted(),
        summary.duration());
  }

  private static FailureCode code(String reason) {
    String word = reason.contains(":") ? reason.substring(0, reason.indexOf(':')) : reason;
    return Arrays.stream(FailureCode.values())
        .filter(code -> code.word().equals(word))
        .findFirst()
        .orElse(null);
  }
}
