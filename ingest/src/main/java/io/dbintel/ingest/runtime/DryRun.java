package io.dbintel.ingest.runtime;

import io.dbintel.ingest.collect.CollectResult;
import io.dbintel.ingest.config.IngestConfig;
import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.ingest.publish.OutgoingRecord;
import io.dbintel.ingest.publish.PublishCounters;
import io.dbintel.ingest.publish.RecordPublisher;
import io.dbintel.ingest.statements.PollSummary;
import io.dbintel.schemas.envelope.Epoch;
import io.dbintel.schemas.envelope.Outcome;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Runs each signal of each target once and prints what would be published. Kafka is not needed. */
public final class DryRun {
  private static final int MAX_THREADS = 32;

  private DryRun() {}

  /**
   * @return whether every target could be read
   */
  public static boolean run(IngestConfig config, PrintWriter out) {
    int threads = Math.min(MAX_THREADS, config.targets().size());
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    boolean ok;
    try (IngestService service = IngestService.manual(config, new NoPublisher())) {
      List<CompletableFuture<List<Consumer<PrintWriter>>>> runs =
          config.targets().stream()
              .map(target -> CompletableFuture.supplyAsync(() -> run(service, target), workers))
              .toList();
      for (var run : runs) {
        run.join().forEach(line -> line.accept(out));
        out.flush();
      }
      ok =
          service.targets().stream()
              .flatMap(target -> target.features().stream())
              .noneMatch(feature -> Outcome.FAILED.word().equals(feature.outcome()));
    } finally {
      workers.shutdownNow();
    }
    return ok;
  }

  /** Runs every signal of a target once; what to print about it. */
  private static List<Consumer<PrintWriter>> run(IngestService service, TargetConfig target) {
    List<Consumer<PrintWriter>> lines = new ArrayList<>();
    lines.add(
        out ->
            out.printf(
                "%s  %s:%d/%s as %s%n",
                target.instance(), target.host(), target.port(), target.database(), target.user()));
    for (String feature : service.features(target.instance()).keySet()) {
      if (feature.equals(StatementsCollector.FEATURE)) {
        PollSummary summary = service.pollNow(target.instance());
        lines.add(out -> print(target, summary, out));
      } else {
        CollectResult result = service.collectNow(target.instance(), feature);
        lines.add(out -> print(feature, result, out));
      }
    }
    return lines;
  }

  private static void print(String feature, CollectResult result, PrintWriter out) {
    out.printf(
        "  %-11s %s%s in %d ms: would send %d records, %d bytes%n",
        feature,
        result.outcome().word(),
        result.reason() == null ? "" : " (" + result.reason() + ")",
        result.duration().toMillis(),
        result.records(),
        result.bytes());
    if (result.fix() != null) {
      out.printf("  fix         %s. %s%n", result.message(), result.fix());
    }
  }

  private static void print(TargetConfig target, PollSummary summary, PrintWriter out) {
    if (summary.outcome() == Outcome.FAILED) {
      out.printf("  failed      %s: %s%n", summary.reason(), summary.message());
      out.printf("  fix         %s%n", summary.fix());
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
