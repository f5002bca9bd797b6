package io.dbintel.ingest.collect;

import io.dbintel.ingest.config.Scrub;
import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.schemas.envelope.Envelope;
import io.dbintel.schemas.envelope.Epoch;
import io.dbintel.schemas.envelope.Outcome;
import io.dbintel.schemas.envelope.Server;
import java.util.Map;

/** Makes the envelopes of one signal of one target, and counts them. Not thread-safe. */
public final class SignalEnvelopes {
  private final CollectorRun run;
  private final TargetConfig target;
  private final String signal;
  private final String scrubVersion;
  private long counter;

  /**
   * @param signal leads the ids of the records
   * @param scrubVersion of the scrubber that the signal passes through with {@code scrub: edge}
   */
  public SignalEnvelopes(
      CollectorRun run, TargetConfig target, String signal, String scrubVersion) {
    this.run = run;
    this.target = target;
    this.signal = signal;
    this.scrubVersion = target.scrub() == Scrub.EDGE ? scrubVersion : null;
  }

  /** An envelope whose id is its position in this collector run. */
  public Envelope next(long collectedAt, Read read, int versionNum, Epoch epoch) {
    return next(
        signal + ":" + target.instance() + ":" + run.start() + ":" + counter,
        collectedAt,
        read,
        versionNum,
        epoch);
  }

  /** An envelope with an id of the caller, for what may be read twice. */
  public Envelope next(String id, long collectedAt, Read read, int versionNum, Epoch epoch) {
    return new Envelope(
        Envelope.SCHEMA_VERSION,
        id,
        target.instance(),
        run.collectorId(),
        collectedAt,
        read.serverTimeBefore(),
        read.serverTimeAfter(),
        read.outcome(),
        read.reason(),
        new Server(target.host(), target.port(), versionNum),
        epoch,
        read.databases(),
        read.roles(),
        scrubVersion,
        run.sequence(counter++));
  }

  /**
   * How a read ended, and between which times of the server's clock.
   *
   * @param serverTimeBefore µs; null when the server was not reached
   * @param serverTimeAfter µs; null when the server was not reached
   * @param reason null when ok
   * @param databases name by oid of those that occur in the record
   * @param roles name by oid of those that occur in the record
   */
  public record Read(
      Outcome outcome,
      String reason,
      Long serverTimeBefore,
      Long serverTimeAfter,
      Map<Long, String> databases,
      Map<Long, String> roles) {

    public static Read ok(long serverTimeBefore, long serverTimeAfter) {
      return new Read(Outcome.OK, null, serverTimeBefore, serverTimeAfter, Map.of(), Map.of());
    }

    public static Read failed(String reason) {
      return new Read(Outcome.FAILED, reason, null, null, Map.of(), Map.of());
    }

    public Read withNames(Map<Long, String> newDatabases, Map<Long, String> newRoles) {
      return new Read(outcome, reason, serverTimeBefore, serverTimeAfter, newDatabases, newRoles);
    }
  }
}
