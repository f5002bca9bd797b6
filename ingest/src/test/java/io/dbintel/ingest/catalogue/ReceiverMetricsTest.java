package io.dbintel.ingest.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.raw.MetricsChunk.Column;
import io.dbintel.schemas.raw.MetricsChunk.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The 43 metrics of the OpenTelemetry receiver for PostgreSQL: name, unit, kind (monotonic sums are
 * counters, other sums are sums) and attributes; {@code key=a|b} is an attribute with these values.
 */
class ReceiverMetricsTest {
  private static final String TABLE = "db.namespace db.collection.name";
  private static final String INDEX = TABLE + " postgresql.index.name";
  private static final List<Receiver> METRICS =
      List.of(
          metric("backends", "1", Kind.SUM, "db.namespace"),
          metric("bgwriter.buffers.allocated", "{buffers}", Kind.COUNTER, ""),
          metric(
              "bgwriter.buffers.writes",
              "{buffers}",
              Kind.COUNTER,
              "source=backend|backend_fsync|checkpoints|bgwriter"),
          metric(
              "bgwriter.checkpoint.count",
              "{checkpoints}",
              Kind.COUNTER,
              "type=requested|scheduled"),
          metric("bgwriter.duration", "ms", Kind.COUNTER, "type=sync|write"),
          metric("bgwriter.maxwritten", "1", Kind.COUNTER, ""),
          metric(
              "blocks_read",
              "1",
              Kind.COUNTER,
              TABLE
                  + " source=heap_read|heap_hit|idx_read|idx_hit|toast_read|toast_hit|tidx_read"
                  + "|tidx_hit"),
          metric("commits", "1", Kind.COUNTER, "db.namespace"),
          metric("connection.max", "{connections}", Kind.GAUGE, ""),
          metric("database.count", "{databases}", Kind.SUM, ""),
          metric("db_size", "By", Kind.SUM, "db.namespace"),
          metric("index.scans", "{scans}", Kind.COUNTER, INDEX),
          metric("index.size", "By", Kind.GAUGE, INDEX),
          metric("operations", "1", Kind.COUNTER, TABLE + " operation=ins|upd|del|hot_upd"),
          metric("replication.data_delay", "By", Kind.GAUGE, "replication_client"),
          metric("rollbacks", "1", Kind.COUNTER, "db.namespace"),
          metric("rows", "1", Kind.SUM, TABLE + " state=dead|live"),
          metric("table.count", "{table}", Kind.SUM, "db.namespace"),
          metric("table.size", "By", Kind.SUM, TABLE),
          metric("table.vacuum.count", "{vacuum}", Kind.COUNTER, TABLE),
          metric("wal.age", "s", Kind.GAUGE, ""),
          metric("wal.lag", "s", Kind.GAUGE, "replication_client operation=flush|replay|write"),
          metric("blks_hit", "{blks_hit}", Kind.COUNTER, "db.namespace"),
          metric("blks_read", "{blks_read}", Kind.COUNTER, "db.namespace"),
          metric("database.locks", "{lock}", Kind.GAUGE, "db.namespace relation mode lock_type"),
          metric("deadlocks", "{deadlock}", Kind.COUNTER, "db.namespace"),
          metric("function.calls", "{call}", Kind.COUNTER, "db.namespace function"),
          metric(
              "query.conflicts",
              "{query}",
              Kind.COUNTER,
              "db.namespace"
                  + " postgresql.conflict.type=tablespace|lock|snapshot|bufferpin|deadlock"),
          metric("query.execution.time", "s", Kind.COUNTER, "db.namespace"),
          metric("sequential_scans", "{sequential_scan}", Kind.COUNTER, TABLE),
          metric("temp.io", "By", Kind.COUNTER, "db.namespace"),
          metric("temp_files", "{temp_file}", Kind.COUNTER, "db.namespace"),
          metric("tup_deleted", "{tup_deleted}", Kind.COUNTER, "db.namespace"),
          metric("tup_fetched", "{tup_fetched}", Kind.COUNTER, "db.namespace"),
          metric("tup_inserted", "{tup_inserted}", Kind.COUNTER, "db.namespace"),
          metric("tup_returned", "{tup_returned}", Kind.COUNTER, "db.namespace"),
          metric("tup_updated", "{tup_updated}", Kind.COUNTER, "db.namespace"),
          metric("vector.insert.duration", "s", Kind.COUNTER, "db.namespace"),
          metric("vector.insert.rows", "{vectors}", Kind.COUNTER, "db.namespace"),
          metric("vector.search.calls", "{search}", Kind.COUNTER, vectors()),
          metric("vector.search.duration", "s", Kind.COUNTER, vectors()),
          metric("vector.search.rows_returned", "{rows}", Kind.COUNTER, vectors()),
          metric("wal.delay", "s", Kind.GAUGE, "replication_client operation=flush|replay|write"));

  @Test
  void thereAre43() {
    assertThat(METRICS).hasSize(43).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(ints = {13, 14, 15, 16, 17, 18})
  void eachIsFedOnceWithTheReceiversNameUnitKindAndAttributes(int major) {
    for (Receiver metric : METRICS) {
      List<CatalogueEntry> feeding =
          Catalogue.builtIn().entries().stream()
              .filter(entry -> entry.requirements().servers().holds(major))
              .filter(entry -> !feeds(entry, major, metric).isEmpty())
              .toList();
      assertThat(feeding.stream().map(CatalogueEntry::category).distinct())
          .as("categories that feed " + metric.name())
          .hasSize(1);
      assertThat(feeding)
          .as("entries that feed " + metric.name())
          .allSatisfy(entry -> assertThat(attributes(entry, major, metric)).isEqualTo(metric.of()));
    }
  }

  @ParameterizedTest
  @CsvSource({"13", "18"})
  void noTwoColumnsFeedOneSeries(int major) {
    for (CatalogueEntry entry : Catalogue.builtIn().entries()) {
      List<String> series =
          entry.columns(major).stream()
              .filter(column -> column.metric() != null)
              .map(column -> column.metric() + column.attributes())
              .toList();
      assertThat(series).as(entry.name()).doesNotHaveDuplicates();
    }
  }

  @Test
  void aMetricHasOneUnitAndOneKindEverywhere() {
    Map<String, Set<String>> shapes = new TreeMap<>();
    for (CatalogueEntry entry : Catalogue.builtIn().entries()) {
      for (OutputColumn output : entry.outputs()) {
        Column column = output.column();
        if (column.metric() != null) {
          shapes
              .computeIfAbsent(column.metric(), metric -> new TreeSet<>())
              .add(column.unit() + " " + column.kind());
        }
      }
    }
    assertThat(shapes).allSatisfy((metric, shape) -> assertThat(shape).as(metric).hasSize(1));
  }

  private static List<Column> feeds(CatalogueEntry entry, int major, Receiver metric) {
    return entry.columns(major).stream()
        .filter(column -> metric.name().equals(column.metric()))
        .peek(
            column -> {
              assertThat(column.unit()).as(metric.name()).isEqualTo(metric.unit());
              assertThat(column.kind()).as(metric.name()).isEqualTo(metric.kind());
            })
        .toList();
  }

  /** The attribute sets of a metric's series: identity keys, and the values of each column. */
  private static Set<String> attributes(CatalogueEntry entry, int major, Receiver metric) {
    String identity =
        entry.columns(major).stream()
            .filter(column -> column.kind() == Kind.IDENTITY)
            .map(Column::name)
            .collect(Collectors.toCollection(TreeSet::new))
            .toString();
    return feeds(entry, major, metric).stream()
        .map(column -> identity + column.attributes())
        .collect(Collectors.toSet());
  }

  private static String vectors() {
    return "db.namespace postgresql.distance.function.name";
  }

  private static Receiver metric(String name, String unit, Kind kind, String attributes) {
    Set<String> identity = new TreeSet<>();
    Set<String> sets = new HashSet<>();
    String valued = null;
    for (String attribute : attributes.isEmpty() ? new String[0] : attributes.split(" ", -1)) {
      if (attribute.contains("=")) {
        valued = attribute;
      } else {
        identity.add(attribute);
      }
    }
    if (valued == null) {
      sets.add(identity + "{}");
    } else {
      String[] pair = valued.split("=", -1);
      for (String value : pair[1].split("\\|", -1)) {
        sets.add(identity + "{" + pair[0] + "=" + value + "}");
      }
    }
    return new Receiver("postgresql." + name, unit, kind, sets);
  }

  private record Receiver(String name, String unit, Kind kind, Set<String> of) {}
}
