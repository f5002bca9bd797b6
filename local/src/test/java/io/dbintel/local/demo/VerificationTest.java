package io.dbintel.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.local.otlp.Amount;
import io.dbintel.local.otlp.SeriesKey;
import io.dbintel.schemas.envelope.Epoch;
import io.dbintel.schemas.envelope.Sequence;
import io.dbintel.schemas.envelope.Server;
import io.dbintel.schemas.output.QueryMetrics;
import io.dbintel.schemas.output.QueryMetrics.Family;
import io.dbintel.schemas.statements.IntervalChunkWriter;
import io.dbintel.schemas.statements.IntervalHeader;
import io.dbintel.schemas.statements.StatementColumns;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerificationTest {
  private static final String INSTANCE = "127.0.0.1:5432";
  private static final int MONITOR = 10;
  private static final int APP = 11;
  private static final int SHOP = 20;
  private static final StatementKey POINT_READ = new StatementKey(APP, SHOP, true, 1);
  private static final StatementKey IN_FUNCTION = new StatementKey(APP, SHOP, false, 2);

  private final IntervalSums intervals = new IntervalSums();
  private final Map<StatementKey, Counters> view = new HashMap<>();
  private final Map<SeriesKey, Amount> exported = new HashMap<>();
  private PublishedTexts.Check texts = new PublishedTexts.Check(0, List.of());

  @Test
  void equalNumbersAreOk() throws Exception {
    soundRun();

    Verdict verdict = verdict();

    assertThat(verdict.ok()).isTrue();
    assertThat(verdict.keys()).isEqualTo(2);
    assertThat(verdict.callsInPostgres()).isEqualTo(12);
    assertThat(verdict.callsExported()).isEqualTo(12);
  }

  @Test
  void anEventWithoutItsTextIsAMismatch() throws Exception {
    soundRun();
    Mismatch missing = new Mismatch("event", "dbintel.query.fingerprint", "one", "none");
    texts = new PublishedTexts.Check(1, List.of(missing));

    assertThat(verdict().ok()).isFalse();
    assertThat(verdict().mismatches()).isEqualTo(1);
  }

  @Test
  void nothingComparedIsNotOk() {
    assertThat(verdict().ok()).isFalse();
  }

  @Test
  void anIntervalThatCameTwiceCountsOnce() throws Exception {
    soundRun();
    intervals.add(interval("a", 0, APP, true, 1, 7, 1.5));

    assertThat(verdict().ok()).isTrue();
  }

  @Test
  void aMissingIntervalIsAMismatchOfItsColumns() throws Exception {
    soundRun();
    view.put(new StatementKey(APP, SHOP, true, 3), counters(1, 0.25));

    Verdict verdict = verdict();

    assertThat(verdict.ok()).isFalse();
    assertThat(verdict.statementMismatches())
        .extracting(Mismatch::column)
        .containsExactlyInAnyOrder("calls", "total_exec_time");
    assertThat(verdict.statementMismatches().get(0).toString())
        .contains("queryid 3", "calls is 0, expected 1");
  }

  @Test
  void oneCallTooManyIsAMismatch() throws Exception {
    soundRun();
    view.put(POINT_READ, counters(6, 1.5));

    assertThat(verdict().statementMismatches()).hasSize(1);
  }

  @Test
  void timesMayDifferInTheTenthDigitOnly() throws Exception {
    soundRun();
    view.put(POINT_READ, counters(7, 1.5 * (1 + 5e-10)));
    assertThat(verdict().ok()).isTrue();

    view.put(POINT_READ, counters(7, 1.5 * (1 + 2e-9)));
    assertThat(verdict().ok()).isFalse();
  }

  @Test
  void aFlaggedIntervalFailsTheCheck() throws Exception {
    soundRun();
    intervals.add(interval("flagged", 1, APP, true, 1, 0, 0));

    Verdict verdict = verdict();

    assertThat(verdict.flagged()).isEqualTo(1);
    assertThat(verdict.mismatches()).isZero();
    assertThat(verdict.ok()).isFalse();
  }

  @Test
  void theMonitorsOwnStatementsAreLeftOutOnBothSides() throws Exception {
    soundRun();
    intervals.add(interval("own", 0, MONITOR, true, 9, 4, 4));

    assertThat(verdict().ok()).isTrue();
  }

  @Test
  void aLostExportIsAMismatchOfItsFamily() throws Exception {
    soundRun();
    exported.keySet().removeIf(series -> series.attribute("postgresql.queryid").equals("other"));

    Verdict verdict = verdict();

    assertThat(verdict.statementMismatches()).isEmpty();
    assertThat(verdict.exportMismatches())
        .extracting(Mismatch::subject)
        .containsOnly("top_query of database shop");
  }

  @Test
  void exportsOfAnotherServerDoNotCount() throws Exception {
    soundRun();
    export("10.0.0.1:5432", QueryMetrics.INSTANCE, Map.of(), 5, 5);

    assertThat(verdict().ok()).isTrue();
  }

  /** A point read of 7 calls (4 exported by name, 3 in other) and a nested statement of 5. */
  private void soundRun() throws Exception {
    view.put(POINT_READ, counters(7, 1.5));
    view.put(IN_FUNCTION, counters(5, 0.5));
    intervals.add(interval("a", 0, APP, true, 1, 7, 1.5));
    intervals.add(interval("b", 0, APP, false, 2, 5, 0.5));
    Map<String, String> shop = Map.of("db.namespace", "shop");
    export(INSTANCE, QueryMetrics.TOP_QUERY, query("1"), 4, 1.0);
    export(INSTANCE, QueryMetrics.TOP_QUERY, query("other"), 3, 0.5);
    export(INSTANCE, QueryMetrics.NESTED_QUERY, query("2"), 5, 0.5);
    export(INSTANCE, QueryMetrics.DATABASE, shop, 7, 1.5);
    export(INSTANCE, QueryMetrics.INSTANCE, Map.of(), 7, 1.5);
  }

  private Verdict verdict() {
    View rows =
        new View(
            view,
            List.of(StatementColumns.CALLS, StatementColumns.TOTAL_EXEC_TIME),
            List.of((long) MONITOR));
    return new Verification(INSTANCE, new RawPolls(), intervals, rows, exported, texts).verdict();
  }

  private void export(
      String instance, Family family, Map<String, String> attributes, long calls, double millis) {
    exported.put(
        new SeriesKey(instance, family.prefix() + ".calls", attributes), new Amount(calls, 0));
    exported.put(
        new SeriesKey(instance, family.prefix() + ".execution.time", attributes),
        new Amount(0, millis / 1000));
  }

  private static Map<String, String> query(String id) {
    return Map.of("db.namespace", "shop", "postgresql.queryid", id);
  }

  private static Counters counters(long calls, double millis) {
    Counters counters = new Counters();
    counters.add(StatementColumns.CALLS, calls);
    counters.add(StatementColumns.TOTAL_EXEC_TIME, millis);
    return counters;
  }

  private static byte[] interval(
      String id, int flags, int userid, boolean toplevel, long queryid, long calls, double millis) {
    long[] deltas = new long[StatementColumns.COUNTERS];
    deltas[StatementColumns.CALLS] = calls;
    deltas[StatementColumns.TOTAL_EXEC_TIME] = Double.doubleToRawLongBits(millis);
    IntervalChunkWriter writer = new IntervalChunkWriter();
    writer.begin(
        new IntervalHeader(
            id,
            "demo",
            "collector",
            1,
            2,
            new Server("127.0.0.1", 5432, 170_000),
            new Epoch("1", 1L, null, Epoch.privilege(true, 10), "v", "1.11", Epoch.CUMULATIVE),
            new Sequence(1, 1),
            0,
            1,
            0L,
            0,
            Map.of((long) SHOP, "shop"),
            Map.of((long) APP, "app")),
        1L << StatementColumns.CALLS | 1L << StatementColumns.TOTAL_EXEC_TIME);
    writer.row(userid, SHOP, toplevel, queryid, 1, flags, deltas, 0);
    return writer.end();
  }
}
