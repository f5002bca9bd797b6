package io.dbintel.ingest.statements;

import io.dbintel.ingest.collect.CollectorRun;
import io.dbintel.ingest.collect.Names;
import io.dbintel.ingest.config.Scrub;
import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.schemas.envelope.Envelope;
import io.dbintel.schemas.envelope.Outcome;
import io.dbintel.schemas.envelope.Sequence;
import io.dbintel.schemas.envelope.Server;
import io.dbintel.udfs.texts.QueryTextScrubber;
import java.util.Map;

/** Makes the shared part of the records of one target. */
final class Envelopes {
  static final String ROW_LIMIT = "row_limit";

  private final CollectorRun run;
  private final TargetConfig target;

  Envelopes(CollectorRun run, TargetConfig target) {
    this.run = run;
    this.target = target;
  }

  Envelope of(
      String id, long collectedAt, StatementsRead read, Names.Selection names, Sequence sequence) {
    boolean limited = read.counters().limited();
    return new Envelope(
        Envelope.SCHEMA_VERSION,
        id,
        target.instance(),
        run.collectorId(),
        collectedAt,
        read.before().micros(),
        read.after().micros(),
        limited ? Outcome.PARTIAL : Outcome.OK,
        limited ? ROW_LIMIT : null,
        new Server(target.host(), target.port(), read.facts().versionNum()),
        read.epoch(),
        names.databases(),
        names.roles(),
        scrubVersion(),
        sequence);
  }

  Envelope failed(String id, long collectedAt, String reason, int versionNum, Sequence sequence) {
    return new Envelope(
        Envelope.SCHEMA_VERSION,
        id,
        target.instance(),
        run.collectorId(),
        collectedAt,
        null,
        null,
        Outcome.FAILED,
        reason,
        new Server(target.host(), target.port(), versionNum),
        null,
        Map.of(),
        Map.of(),
        scrubVersion(),
        sequence);
  }

  private String scrubVersion() {
    return target.scrub() == Scrub.EDGE ? QueryTextScrubber.VERSION : null;
  }
}
