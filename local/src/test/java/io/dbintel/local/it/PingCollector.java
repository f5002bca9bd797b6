package io.dbintel.local.it;

import io.dbintel.ingest.collect.CollectResult;
import io.dbintel.ingest.collect.Collector;
import io.dbintel.ingest.collect.Outbox;
import io.dbintel.ingest.postgres.PollFailure;
import io.dbintel.ingest.postgres.Session;
import io.dbintel.ingest.postgres.Step;
import io.dbintel.ingest.runtime.CollectorContext;
import io.dbintel.schemas.envelope.Outcome;
import java.time.Duration;

/** A second signal of a target, which only asks whether the server is there. */
final class PingCollector implements Collector {
  static final String FEATURE = "ping";

  private final CollectorContext context;
  private final Duration interval;

  PingCollector(CollectorContext context, Duration interval) {
    this.context = context;
    this.interval = interval;
  }

  @Override
  public String feature() {
    return FEATURE;
  }

  @Override
  public Duration interval() {
    return interval;
  }

  @Override
  public CollectResult collect() {
    Outbox outbox = outbox();
    try (Session session = Session.open(context.target(), context.watchdog())) {
      boolean there = session.roundTrip(Step.CLOCK, connection -> connection.isValid(1));
      return CollectResult.ok(there ? 1 : 0, outbox, Duration.ZERO);
    } catch (PollFailure failure) {
      return CollectResult.of(Outcome.FAILED, failure, 0, outbox, Duration.ZERO);
    }
  }

  @Override
  public CollectResult leaveOut(String reason) {
    return CollectResult.leftOut(reason, outbox());
  }

  @Override
  public void close() {}

  private Outbox outbox() {
    return new Outbox(context.publisher(), context.target().instance(), 0);
  }
}
