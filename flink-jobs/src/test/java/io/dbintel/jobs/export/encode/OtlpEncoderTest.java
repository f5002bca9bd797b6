package io.dbintel.jobs.export.encode;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.jobs.export.testing.Batches;
import io.dbintel.schemas.envelope.Server;
import io.dbintel.schemas.output.EventBatch;
import io.dbintel.schemas.output.MetricBatch;
import io.dbintel.schemas.output.MetricBatch.Series;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtlpEncoderTest {
  private static final long[] NONE = {};

  /** An integer and a double metric; one series goes on, one has no role, one ends. */
  private static final MetricBatch BATCH =
      new MetricBatch(
          "id",
          "db-1",
          Batches.SERVER,
          3_000_000,
          "top_query",
          List.of("postgresql.top_query.calls", "postgresql.top_query.execution.time"),
          List.of("db.namespace", "postgresql.rolname", "postgresql.queryid"),
          List.of(
              series(2, 7, 0.5, "shop", "app", "42"),
              series(4, 9, 1.5, "shop", null, "other"),
              new Series(List.of("shop", "app", "43"), 2_000_000, NONE, 1_000_000, NONE, true)));

  private static Series series(long delta, long cumulative, double seconds, String... attributes) {
    return new Series(
        Arrays.asList(attributes),
        2_000_000,
        new long[] {delta, Double.doubleToRawLongBits(seconds)},
        1_000_000,
        new long[] {cumulative, Double.doubleToRawLongBits(seconds * 10)},
        false);
  }

  @Test
  void cumulativePointsAreMergedByMetric() throws Exception {
    List<Metric> metrics = metrics(Temporality.CUMULATIVE);

    assertThat(metrics)
        .extracting(Metric::getName)
        .containsExactly("postgresql.top_query.calls", "postgresql.top_query.execution.time");
    Metric calls = metrics.get(0);
    assertThat(calls.getUnit()).isEqualTo("{call}");
    assertThat(calls.getSum().getIsMonotonic()).isTrue();
    assertThat(calls.getSum().getAggregationTemporality())
        .isEqualTo(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE);
    NumberDataPoint point = calls.getSum().getDataPoints(0);
    assertThat(point.getAsInt()).isEqualTo(7);
    assertThat(point.getStartTimeUnixNano()).isEqualTo(1_000_000_000L);
    assertThat(point.getTimeUnixNano()).isEqualTo(3_000_000_000L);
    assertThat(metrics.get(1).getSum().getDataPoints(1).getAsDouble()).isEqualTo(15.0);
  }

  @Test
  void deltaPointsHaveTheirOwnStartAndASeriesThatEndsHasNone() throws Exception {
    List<Metric> metrics = metrics(Temporality.DELTA);

    NumberDataPoint point = metrics.get(0).getSum().getDataPoints(1);
    assertThat(point.getAsInt()).isEqualTo(4);
    assertThat(point.getStartTimeUnixNano()).isEqualTo(2_000_000_000L);
    assertThat(metrics.get(0).getSum().getAggregationTemporality())
        .isEqualTo(AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA);
    assertThat(metrics).allMatch(metric -> metric.getSum().getDataPointsCount() == 2);
  }

  @Test
  void aCumulativeSeriesThatEndsSaysSo() throws Exception {
    NumberDataPoint last = metrics(Temporality.CUMULATIVE).get(0).getSum().getDataPoints(2);

    assertThat(last.getFlags()).isEqualTo(1);
    assertThat(last.getValueCase()).isEqualTo(NumberDataPoint.ValueCase.VALUE_NOT_SET);
  }

  @Test
  void anAttributeWithoutValueIsLeftOut() throws Exception {
    NumberDataPoint point = metrics(Temporality.CUMULATIVE).get(0).getSum().getDataPoints(1);

    assertThat(texts(point.getAttributesList()))
        .isEqualTo(Map.of("db.namespace", "shop", "postgresql.queryid", "other"));
  }

  @Test
  void theResourceIsTheServer() throws Exception {
    ResourceMetrics message =
        ResourceMetrics.parseFrom(entry(Temporality.CUMULATIVE, BATCH).message());

    assertThat(texts(message.getResource().getAttributesList()))
        .containsEntry("service.instance.id", "db.example:5432")
        .containsEntry("server.address", "db.example")
        .containsEntry("db.system.name", "postgresql")
        .containsEntry("dbintel.instance", "db-1")
        .containsEntry("postgresql.version", "17.11")
        .containsKey("server.port");
    assertThat(message.getScopeMetrics(0).getScope().getName()).isEqualTo("scope");
  }

  @Test
  void aServerNeverReachedHasNoVersion() throws Exception {
    MetricBatch batch =
        new MetricBatch(
            "id",
            "db-1",
            new Server("h", 1, 0),
            1,
            "instance",
            List.of("postgresql.instance.query.calls"),
            List.of(),
            List.of(new Series(List.of(), 0, new long[] {1}, 0, new long[] {1}, false)));

    ResourceMetrics message =
        ResourceMetrics.parseFrom(entry(Temporality.CUMULATIVE, batch).message());

    assertThat(texts(message.getResource().getAttributesList()))
        .doesNotContainKey("postgresql.version");
  }

  @ParameterizedTest
  @CsvSource({"170011, 17.11", "130000, 13.0", "90624, 9.6.24"})
  void versionsReadAsPeopleWriteThem(int number, String text) {
    assertThat(Attributes.version(number)).isEqualTo(text);
  }

  @Test
  void theSameRecordGivesTheSameBytes() {
    assertThat(entry(Temporality.CUMULATIVE, BATCH).message())
        .isEqualTo(entry(Temporality.CUMULATIVE, BATCH).message());
  }

  @Test
  void nothingToSendGivesNoEntry() {
    MetricBatch ended =
        new MetricBatch(
            "id",
            "db-1",
            Batches.SERVER,
            1,
            "database",
            List.of("postgresql.query.calls"),
            List.of("db.namespace"),
            List.of(new Series(List.of("shop"), 0, NONE, 0, NONE, true)));

    assertThat(encoder(Temporality.DELTA).encode(Batches.record(ended, 1), ended)).isEmpty();
  }

  @Test
  void eventsAreLogRecordsWithTypedAttributesAndAnId() throws Exception {
    Map<String, Object> attributes = new HashMap<>();
    attributes.put("text", "t");
    attributes.put("long", 7L);
    attributes.put("double", 0.5);
    attributes.put("bool", true);

    LogRecord log = logs(attributes).getScopeLogs(0).getLogRecords(0);

    assertThat(log.getEventName()).isEqualTo("db.server.top_query");
    assertThat(log.getTimeUnixNano()).isEqualTo(5_000L);
    assertThat(log.getObservedTimeUnixNano()).isEqualTo(5_000L);
    Map<String, AnyValue> values = new TreeMap<>();
    log.getAttributesList().forEach(a -> values.put(a.getKey(), a.getValue()));
    assertThat(values.keySet())
        .containsExactly("bool", "dbintel.event.id", "double", "long", "text");
    assertThat(values.get("dbintel.event.id").getStringValue()).isEqualTo("poll-1:0");
    assertThat(values.get("long").getIntValue()).isEqualTo(7);
    assertThat(values.get("double").getDoubleValue()).isEqualTo(0.5);
    assertThat(values.get("bool").getBoolValue()).isTrue();
  }

  private static ResourceLogs logs(Map<String, Object> attributes) throws Exception {
    EventBatch batch =
        EventBatch.of(
            "poll-1",
            "db-1",
            Batches.SERVER,
            5,
            List.of(new EventBatch.Event("db.server.top_query", attributes)));
    OtlpEntry entry =
        encoder(Temporality.CUMULATIVE)
            .encode(Batches.record(Batches.metrics("db-1", 1), 1), batch)
            .orElseThrow();
    return ResourceLogs.parseFrom(entry.message());
  }

  private static OtlpEncoder encoder(Temporality temporality) {
    return new OtlpEncoder(new Encoding(temporality, "scope"));
  }

  private static OtlpEntry entry(Temporality temporality, MetricBatch batch) {
    return encoder(temporality).encode(Batches.record(BATCH, 1), batch).orElseThrow();
  }

  private static List<Metric> metrics(Temporality temporality) throws Exception {
    return ResourceMetrics.parseFrom(entry(temporality, BATCH).message())
        .getScopeMetrics(0)
        .getMetricsList();
  }

  private static Map<String, String> texts(List<KeyValue> attributes) {
    Map<String, String> texts = new TreeMap<>();
    attributes.forEach(a -> texts.put(a.getKey(), a.getValue().getStringValue()));
    return texts;
  }
}
