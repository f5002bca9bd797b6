package io.dbintel.ingest.runtime;

import io.dbintel.ingest.config.IngestConfig;
import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.ingest.publish.OutgoingRecord;
import io.dbintel.ingest.publish.PublishCounters;
import io.dbintel.ingest.publish.RecordPublisher;
import io.dbintel.ingest.statements.PollSummary;
import io.dbintel.schemas.envelope.Epoch;
import io.dbintel.schemas.envelope.Outcome;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Polls each target once and prints what would be published. Kafka is not needed. */
public final class DryRun {
  private static final int MAX_THREADS = 32;

  private DryRun() {}

  /**
   * @return whether every target could be read
   */
  public static boolean run(IngestConfig config, PrintWriter out) {
    int threads = Math.min(MAX_THREADS, config.targets().size());
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    boolean ok = true;
    try (IngestService service = IngestService.manual(config, new NoPublisher())) {
      List<CompletableFuture<PollSummary>> polls =
          config.targets().stream()
              .map(
                  target ->
                      CompletableFuture.supplyAsync(
                          () -> service.pollNow(target.instance()), workers))
              .toList();
      for (int i = 0; i < polls.size(); i++) {
        PollSummary summary = polls.get(i).join();
        print(config.targets().get(i), summary, out);
        ok &= summary.outcome() != Outcome.FAILED;
      }
    } finally {
      workers.shutdownNow();
    }
    return ok;
  }

  private static void print(TargetConfig target, PollSummary summary, PrintWriter out) {
    out.printf(
        "%s  %s:%d/%s as %s%n",
        target.instance(), target.host(), target.port(), target.database(), target.user());
    if (summary.outcome() == Outcome.FAILED) {
      out.printf("  failed      %s: %s%n", summary.reason(), summary.message());
      out.printf("  fix         %s%n", summary.fix());
      out.flush();
      return;
    }
    Epoch epoch = summary.epoch();
    out.printf(
        "  outcome     %s%s in %d ms%n",
        summary.outcome().word(),
        summary.reason() == null ? "" : " (" + summary.reason() + ")",
        summary.duration().toMillis());
    out.printf(
        "  strategy    %s %s on PostgreSQL %d: counters without texts every %d s, texts of new"
            + " statements apart%n",
        epoch.view(),
        epoch.viewVersion(),
        summary.serverVersionNum() / 10_000,
        target.statements().interval().toSeconds());
    out.printf(
        "  epoch       system %s, %s %d, privilege %s, %s%n",
        epoch.systemIdentifier(),
        epoch.statsReset() == null ? "postmaster start" : "reset",
        epoch.statsReset() == null ? epoch.postmasterStart() : epoch.statsReset(),
        epoch.privilege(),
        epoch.kind());
    out.printf(
        "  would send  %d records, %d bytes: %d rows in %d buckets (%d hidden), %d texts%n",
        summary.records(),
        summary.bytes(),
        summary.rows(),
        summary.buckets(),
        summary.hiddenRows(),
        summary.texts());
    if (summary.fix() != null) {
      out.printf("  limit       %s. Fix: %s%n", summary.message(), summary.fix());
    }
    if (!epoch.readsAll()) {
      out.printf("  limit       %s%n", Advice.ofPrivilege(target.user(), summary.hiddenRows()));
    }
    out.flush();
  }

  /** Takes records and sends them nowhere. */
  private static final class NoPublisher implements RecordPublisher {
    private final PublishCounters counters = new PublishCounters();

    @Override
    public boolean publish(OutgoingRecord record) {
      counters.delivered(record.topic(), record.value().length);
      return true;
    }

    @Override
    public PublishCounters counters() {
      return counters;
    }

    @Override
    public void close() {}
  }
}
