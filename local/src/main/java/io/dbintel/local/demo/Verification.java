package io.dbintel.local.demo;

import io.dbintel.local.otlp.Amount;
import io.dbintel.local.otlp.SeriesKey;
import io.dbintel.schemas.output.QueryMetrics;
import io.dbintel.schemas.output.QueryMetrics.Family;
import io.dbintel.schemas.output.QueryMetrics.Measure;
import io.dbintel.schemas.statements.StatementColumns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The proof. First, for each statement and counter: baseline (0 if absent) + Σ intervals = the
 * view. Second, for each family, database and metric, from what the OTLP receiver decoded: the
 * series add up to Σ of the intervals over the statements. Integers exactly, doubles within 1e-9 of
 * the larger value.
 */
final class Verification {
  private static final double TOLERANCE = 1e-9;
  private static final String DATABASE = "db.namespace";

  private final String instance;
  private final Map<StatementKey, Counters> baseline;
  private final IntervalSums intervals;
  private final Map<StatementKey, Counters> sums;
  private final View view;
  private final Map<SeriesKey, Amount> exported;
  private final PublishedTexts.Check texts;

  /**
   * @param instance the server's {@code service.instance.id} at the receiver
   * @param exported totals of all series of the receiver
   * @param texts what was found of the texts
   */
  Verification(
      String instance,
      RawPolls polls,
      IntervalSums intervals,
      View view,
      Map<SeriesKey, Amount> exported,
      PublishedTexts.Check texts) {
    this.instance = instance;
    this.view = view;
    this.baseline = withoutExcluded(polls.baseline());
    this.intervals = intervals;
    this.sums = withoutExcluded(intervals.sums());
    this.exported = exported;
    this.texts = texts;
  }

  Verdict verdict() {
    Set<StatementKey> keys = new HashSet<>(view.rows().keySet());
    keys.addAll(baseline.keySet());
    keys.addAll(sums.keySet());
    List<Mismatch> statements = new ArrayList<>();
    keys.forEach(key -> compareStatement(key, statements));
    List<Mismatch> exports = new ArrayList<>();
    int compared = compareExports(exports);
    return new Verdict(
        keys.size(),
        view.ordinals().size(),
        statements,
        compared,
        exports,
        intervals.flagged(),
        calls(view.rows()) - calls(baseline),
        exportedCalls(),
        texts,
        List.of());
  }

  private void compareStatement(StatementKey key, List<Mismatch> mismatches) {
    Counters expected = view.rows().getOrDefault(key, new Counters());
    Counters got = new Counters();
    got.add(baseline.getOrDefault(key, new Counters()));
    got.add(sums.getOrDefault(key, new Counters()));
    for (int ordinal : view.ordinals()) {
      boolean same =
          StatementColumns.isDouble(ordinal)
              ? close(expected.real(ordinal), got.real(ordinal))
              : expected.whole(ordinal) == got.whole(ordinal);
      if (!same) {
        mismatches.add(
            new Mismatch(
                key.toString(),
                StatementColumns.counter(ordinal).name(),
                expected.text(ordinal),
                got.text(ordinal)));
      }
    }
  }

  private int compareExports(List<Mismatch> mismatches) {
    Map<String, Counters> toplevel = byDatabase(true);
    Map<String, Counters> nested = byDatabase(false);
    int compared = compareFamily(QueryMetrics.TOP_QUERY, toplevel, mismatches);
    compared += compareFamily(QueryMetrics.NESTED_QUERY, nested, mismatches);
    compared += compareFamily(QueryMetrics.DATABASE, toplevel, mismatches);
    Counters all = new Counters();
    toplevel.values().forEach(all::add);
    // The instance's series have no database attribute, which reads as the empty name.
    compared += compareFamily(QueryMetrics.INSTANCE, Map.of("", all), mismatches);
    return compared;
  }

  private int compareFamily(
      Family family, Map<String, Counters> expected, List<Mismatch> mismatches) {
    int compared = 0;
    for (Measure measure : view.measures()) {
      String metric = family.metricName(measure);
      Map<String, Amount> got = exportedByDatabase(metric);
      Set<String> databases = new TreeSet<>(expected.keySet());
      databases.addAll(got.keySet());
      for (String database : databases) {
        compared++;
        Counters sum = expected.getOrDefault(database, new Counters());
        Amount amount = got.getOrDefault(database, Amount.ZERO);
        if (!same(measure, sum, amount)) {
          mismatches.add(
              new Mismatch(
                  family.name() + (database.isEmpty() ? "" : " of database " + database),
                  metric,
                  measure.isDouble()
                      ? Double.toString(sum.real(measure.ordinal()) * measure.scale())
                      : Long.toString(sum.whole(measure.ordinal())),
                  measure.isDouble()
                      ? Double.toString(amount.value())
                      : Long.toString(amount.whole())));
        }
      }
    }
    return compared;
  }

  private static boolean same(Measure measure, Counters sum, Amount amount) {
    return measure.isDouble()
        ? close(sum.real(measure.ordinal()) * measure.scale(), amount.value())
        : sum.whole(measure.ordinal()) == amount.whole() && amount.real() == 0;
  }

  private Map<String, Amount> exportedByDatabase(String metric) {
    Map<String, Amount> totals = new HashMap<>();
    exported.forEach(
        (series, amount) -> {
          if (series.instance().equals(instance) && series.metric().equals(metric)) {
            totals.merge(series.attribute(DATABASE), amount, Amount::plus);
          }
        });
    return totals;
  }

  private Map<String, Counters> byDatabase(boolean toplevel) {
    Map<String, Counters> totals = new HashMap<>();
    Map<Long, String> names = intervals.databases();
    sums.forEach(
        (key, counters) -> {
          if (key.toplevel() == toplevel) {
            String name = names.getOrDefault(key.dbid(), Long.toString(key.dbid()));
            totals.computeIfAbsent(name, any -> new Counters()).add(counters);
          }
        });
    return totals;
  }

  private long exportedCalls() {
    Amount calls = Amount.ZERO;
    for (Family family : List.of(QueryMetrics.TOP_QUERY, QueryMetrics.NESTED_QUERY)) {
      for (Amount amount : exportedByDatabase(family.prefix() + ".calls").values()) {
        calls = calls.plus(amount);
      }
    }
    return calls.whole();
  }

  private Map<StatementKey, Counters> withoutExcluded(Map<StatementKey, Counters> rows) {
    Map<StatementKey, Counters> kept = new HashMap<>(rows);
    kept.keySet().removeIf(key -> view.excludedRoles().contains(key.userid()));
    return kept;
  }

  private static long calls(Map<StatementKey, Counters> rows) {
    return rows.values().stream().mapToLong(row -> row.whole(StatementColumns.CALLS)).sum();
  }

  private static boolean close(double expected, double got) {
    double larger = Math.max(Math.abs(expected), Math.abs(got));
    return Math.abs(expected - got) <= TOLERANCE * larger;
  }
}
