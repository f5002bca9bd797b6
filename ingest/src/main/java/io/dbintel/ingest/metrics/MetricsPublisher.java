package io.dbintel.ingest.metrics;

import io.dbintel.ingest.capabilities.ServerProfile;
import io.dbintel.ingest.catalogue.CatalogueEntry;
import io.dbintel.ingest.catalogue.SourceKind;
import io.dbintel.ingest.collect.CollectorRun;
import io.dbintel.ingest.collect.Outbox;
import io.dbintel.ingest.collect.SignalEnvelopes;
import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.schemas.envelope.Envelope;
import io.dbintel.schemas.envelope.Epoch;
import io.dbintel.schemas.envelope.Outcome;
import io.dbintel.schemas.raw.MetricsChunk;
import io.dbintel.schemas.raw.MetricsChunk.Column;
import io.dbintel.schemas.raw.RawRecordCodec;
import io.dbintel.schemas.topic.Topic;
import io.dbintel.udfs.texts.QueryTextScrubber;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Publishes what was read, or that it was not. */
final class MetricsPublisher {
  private static final String VIEW = "catalogue";
  private static final String SIGNAL = "metrics";

  private final SignalEnvelopes envelopes;
  private final Map<List<String>, Long> polls = new HashMap<>();

  MetricsPublisher(CollectorRun run, TargetConfig target) {
    this.envelopes = new SignalEnvelopes(run, target, SIGNAL, QueryTextScrubber.VERSION);
  }

  /**
   * What an entry gave, in as many records as it takes.
   *
   * @param onLost called, on any thread, for each of them that was accepted and did not arrive
   * @return whether all of them were accepted
   */
  boolean publish(EntryRead read, ServerProfile profile, Outbox outbox, Runnable onLost) {
    CatalogueEntry entry = read.entry();
    SignalEnvelopes.Read header =
        new SignalEnvelopes.Read(
            read.outcome(), read.reason(), read.before(), read.after(), Map.of(), Map.of());
    Epoch epoch = read.failed() ? null : epoch(profile, entry.kind());
    send(
        new Part(entry.name(), entry.category(), read.database(), read.columns(), read.rows()),
        header,
        profile.versionNum(),
        epoch,
        outbox,
        onLost);
    return outbox.accepted();
  }

  /** Rows that the collector itself knows. */
  void publish(
      String category,
      List<Column> columns,
      List<List<Object>> rows,
      ServerProfile profile,
      Outbox outbox) {
    SignalEnvelopes.Read header =
        new SignalEnvelopes.Read(Outcome.OK, null, null, null, Map.of(), Map.of());
    send(
        new Part(category, category, null, columns, rows),
        header,
        profile.versionNum(),
        epoch(profile, SourceKind.SAMPLED),
        outbox,
        () -> {});
  }

  /**
   * That a whole poll, or the visit of a database, failed or was left out.
   *
   * @param database null for the whole server
   * @param versionNum 0 when the server was never reached
   */
  void publishFailed(String database, String reason, int versionNum, Outbox outbox) {
    send(
        new Part(MetricsChunk.ALL, MetricsChunk.ALL, database, List.of(), List.of()),
        SignalEnvelopes.Read.failed(reason),
        versionNum,
        null,
        outbox,
        () -> {});
  }

  private void send(
      Part part,
      SignalEnvelopes.Read header,
      int versionNum,
      Epoch epoch,
      Outbox outbox,
      Runnable onLost) {
    long poll =
        polls.merge(List.of(part.category, String.valueOf(part.database)), 1L, Long::sum) - 1;
    List<List<List<Object>>> chunks = Chunks.of(part.rows);
    for (int i = 0; i < chunks.size(); i++) {
      Envelope envelope = envelopes.next(outbox.collectedAtMicros(), header, versionNum, epoch);
      MetricsChunk chunk =
          new MetricsChunk(
              part.source,
              part.category,
              part.database,
              poll,
              i,
              chunks.size(),
              part.columns,
              chunks.get(i));
      outbox.send(Topic.RAW_METRICS, RawRecordCodec.METRICS.encode(envelope, chunk), onLost);
    }
  }

  private static Epoch epoch(ServerProfile profile, SourceKind kind) {
    return new Epoch(
        profile.systemIdentifier(),
        null,
        profile.postmasterStart(),
        Epoch.privilege(profile.has("pg_read_all_stats"), profile.roleOid()),
        VIEW,
        Integer.toString(profile.major()),
        kind.word());
  }

  private record Part(
      String source,
      String category,
      String database,
      List<Column> columns,
      List<List<Object>> rows) {}
}
