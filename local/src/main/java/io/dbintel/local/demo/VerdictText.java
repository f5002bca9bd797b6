package io.dbintel.local.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The verdict in words. */
final class VerdictText {
  private static final int SHOWN_MISMATCHES = 10;

  private VerdictText() {}

  static List<String> lines(Verdict verdict, DemoReport report) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        format(
            "PostgreSQL %s, %.0f s: %,d calls since the first poll, %,d exported",
            report.postgresVersion(),
            report.durationS(),
            verdict.callsInPostgres(),
            verdict.callsExported()));
    lines.add(
        format(
            "  statements  %,d keys x %d counters: first poll + intervals = pg_stat_statements: %s",
            verdict.keys(), verdict.columns(), outcome(verdict.statementMismatches())));
    lines.add(
        format(
            "  export      %,d sums by family, database and metric: top + other = all keys: %s",
            verdict.sums(), outcome(verdict.exportMismatches())));
    lines.add(
        format(
            "  texts       %,d events of statements whose text was published carry it scrubbed: %s",
            verdict.texts().events(),
            verdict.texts().missing().isEmpty()
                ? "all"
                : format("%,d do not", verdict.texts().missing().size())));
    lines.add(
        format(
            "  intervals   %,d rows, %d flagged",
            report.statements().intervals(), verdict.flagged()));
    lines.add(
        format(
            "  OTLP        %,d requests, %,d points accepted, %d rejected, %d retries",
            report.otlp().requests(),
            report.otlp().acceptedPoints(),
            report.otlp().rejectedPoints(),
            report.otlp().retries()));
    lines.add("  topics      records, bytes, dead letters");
    report
        .topics()
        .forEach(
            (name, topic) ->
                lines.add(
                    format(
                        "    %-30s %,9d %,13d %3d",
                        name, topic.records(), topic.bytes(), topic.deadletters())));
    for (DemoReport.Job job : report.jobs()) {
      lines.add(
          format(
              "  job         %s %s, %d checkpoints", job.name(), job.state(), job.checkpoints()));
    }
    lines.add(
        format(
            "  process     peak %d MB resident, %d dead letters",
            report.peakRssMb(), report.deadletters()));
    addMismatches(lines, verdict);
    lines.add("");
    lines.add(
        report.ok()
            ? "OK: every number that left is PostgreSQL's own."
            : "FAILED: " + reason(verdict, report));
    return lines;
  }

  private static void addMismatches(List<String> lines, Verdict verdict) {
    List<Mismatch> all = new ArrayList<>(verdict.statementMismatches());
    all.addAll(verdict.exportMismatches());
    all.addAll(verdict.texts().missing());
    all.stream().limit(SHOWN_MISMATCHES).forEach(mismatch -> lines.add("    " + mismatch));
    if (all.size() > SHOWN_MISMATCHES) {
      lines.add(format("    and %,d more", all.size() - SHOWN_MISMATCHES));
    }
  }

  private static String reason(Verdict verdict, DemoReport report) {
    if (verdict.mismatches() > 0) {
      return format("%,d values differ.", verdict.mismatches());
    }
    if (verdict.flagged() > 0) {
      return format("%,d intervals are flagged as less than the truth.", verdict.flagged());
    }
    if (report.deadletters() > 0) {
      return format("%,d records became dead letters.", report.deadletters());
    }
    if (!verdict.silent().isEmpty()) {
      return "nothing came on " + verdict.silent() + ".";
    }
    return verdict.ok() ? "a job does not run." : "there was nothing to compare.";
  }

  private static String outcome(List<Mismatch> mismatches) {
    return mismatches.isEmpty() ? "equal" : format("%,d differ", mismatches.size());
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
