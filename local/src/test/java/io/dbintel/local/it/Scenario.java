package io.dbintel.local.it;

import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.ingest.statements.PollSummary;

/** Polls of one instance, and beside them what the server's own view says. */
final class Scenario implements AutoCloseable {
  private final Pipeline pipeline;
  private final MonitoredServer server;
  private final Collector collector;
  private final Accrued truth = new Accrued();
  private ViewRows last = ViewRows.EMPTY;

  Scenario(Pipeline pipeline, MonitoredServer server, String name) {
    this(pipeline, server, server.target(name + "-" + server.major()));
  }

  Scenario(Pipeline pipeline, MonitoredServer server, TargetConfig target) {
    this.pipeline = pipeline;
    this.server = server;
    this.collector = pipeline.collect(target);
  }

  Collector collector() {
    return collector;
  }

  Accrued truth() {
    return truth;
  }

  /** A poll from which on everything counts. */
  PollSummary baseline() {
    PollSummary summary = collector.poll();
    last = server.view();
    return summary;
  }

  /** A poll; what accrued since the last look belongs to the truth. */
  PollSummary poll() {
    PollSummary summary = collector.poll();
    look();
    return summary;
  }

  /** Takes what accrued since the last look into the truth, without a poll. */
  void look() {
    ViewRows now = server.view();
    truth.add(last, now);
    last = now;
  }

  /** The view has lost everything: from here on it counts from zero. */
  void lostEverything() {
    last = ViewRows.EMPTY;
  }

  Intervals measured() {
    return pipeline.intervals(collector);
  }

  Comparison compare() {
    return new Comparison(truth, measured());
  }

  /** Truth between two looks held against the intervals of one poll. */
  Comparison compare(ViewRows from, ViewRows to, PollSummary poll) {
    Accrued between = new Accrued();
    between.add(from, to);
    return new Comparison(between, measured().ofPolls(number -> number == poll.pollNumber()));
  }

  @Override
  public void close() {
    collector.close();
  }
}
