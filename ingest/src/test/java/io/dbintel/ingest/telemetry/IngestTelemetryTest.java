package io.dbintel.ingest.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbintel.ingest.config.ConfigException;
import io.dbintel.ingest.config.ServiceConfig;
import io.dbintel.ingest.publish.LossReason;
import io.dbintel.ingest.publish.OutgoingRecord;
import io.dbintel.ingest.telemetry.IngestTelemetry.LogView;
import io.dbintel.ingest.telemetry.IngestTelemetry.TargetView;
import io.dbintel.ingest.testing.FakePublisher;
import io.dbintel.schemas.topic.Topic;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.CollectionRegistration;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class IngestTelemetryTest {
  private final Reader reader = new Reader();
  private final FakePublisher publisher = new FakePublisher();

  @Test
  void everyDeclaredMetricIsExportedWithItsUnitAndAttributes() {
    try (IngestTelemetry telemetry = filled()) {
      Map<String, MetricData> exported =
          reader.read().stream().collect(Collectors.toMap(MetricData::getName, each -> each));
      assertThat(exported.keySet())
          .isEqualTo(
              Arrays.stream(IngestMetric.values())
                  .map(IngestMetric::metricName)
                  .collect(Collectors.toSet()));
      for (IngestMetric metric : IngestMetric.values()) {
        MetricData data = exported.get(metric.metricName());
        assertThat(data.getUnit()).isEqualTo(metric.unit());
        Set<String> attributes = new HashSet<>();
        data.getData()
            .getPoints()
            .forEach(
                point ->
                    point.getAttributes().asMap().keySet().stream()
                        .map(AttributeKey::getKey)
                        .forEach(attributes::add));
        assertThat(attributes)
            .as(metric.metricName())
            .isEqualTo(new HashSet<>(metric.attributes()));
      }
      telemetry.heartbeat();
    }
  }

  @Test
  void valuesAreThoseOfTheStages() {
    try (IngestTelemetry telemetry = filled()) {
      telemetry.heartbeat();
      assertThat(longs("dbintel.ingest.records.sent")).containsValues(1L);
      assertThat(longs("dbintel.ingest.records.dropped"))
          .containsEntry("{reason=\"spool_full\", topic=\"dbintel.raw.sessions\"}", 3L);
      assertThat(longs("dbintel.ingest.heartbeats")).containsEntry("{}", 2L);
      assertThat(longs("dbintel.ingest.runs"))
          .containsEntry("{feature=\"sessions\", outcome=\"failed\", reason=\"server_error\"}", 2L);
      assertThat(longs("dbintel.ingest.breaker.state"))
          .containsEntry("{feature=\"sessions\", instance=\"a\"}", 2L);
      assertThat(longs("dbintel.ingest.targets"))
          .containsEntry("{state=\"degraded\"}", 1L)
          .containsEntry("{state=\"up\"}", 0L);
      assertThat(longs("dbintel.ingest.logs.lost_records"))
          .containsOnly(Map.entry("{instance=\"a\"}", 7L));
      assertThat(longs("dbintel.ingest.logs.push.requests")).containsValue(8L);
      assertThat(longs("dbintel.ingest.logs.push.rejected")).containsValue(9L);
    }
  }

  @Test
  void sqlstatesMakeNoSeriesOfTheirOwn() {
    try (IngestTelemetry telemetry = OtlpTelemetry.open(reader, "c", 10)) {
      for (int i = 0; i < 100; i++) {
        telemetry.ran("a", "x", "failed", "server_error:" + i, Duration.ZERO, Duration.ZERO);
      }
      assertThat(longs("dbintel.ingest.runs")).hasSize(1).containsValue(100L);
    }
  }

  @Test
  void thePageIsUpToDate() throws Exception {
    Path page = Path.of("..", "docs", "metrics-ingest.md");
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(page, IngestMetricsDoc.markdown(), StandardCharsets.UTF_8);
    }
    assertThat(page).hasContent(IngestMetricsDoc.markdown());
  }

  @Test
  void anEndpointThatIsNoUrlIsNamedAndNotRepeated() {
    ServiceConfig defaults = ServiceConfig.defaults();
    ServiceConfig wrong =
        new ServiceConfig(
            Optional.empty(),
            1,
            Duration.ofSeconds(1),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of("user:secret@collector:4318"),
            defaults.telemetryInterval());
    assertThatThrownBy(() -> OtlpTelemetry.open(wrong, "c", 1))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("telemetry.endpoint: must be")
        .hasMessageNotContaining("secret");
  }

  private static Map<IngestMetric, Long> sevens() {
    return Arrays.stream(IngestMetric.values())
        .filter(metric -> metric.name().startsWith("LOG_"))
        .collect(Collectors.toMap(metric -> metric, metric -> 7L));
  }

  private IngestTelemetry filled() {
    IngestTelemetry telemetry = OtlpTelemetry.open(reader, "c", 10);
    telemetry.observe(publisher, Clock.systemUTC());
    telemetry.observeTargets(
        () ->
            List.of(
                new TargetView(
                    "a", "degraded", Map.of("statements", "closed", "sessions", "open"))));
    telemetry.observeLogs(() -> List.of(new LogView("a", sevens())));
    telemetry.observePushes(() -> 8, () -> 9);
    publisher.counters().received(Topic.RAW_SESSIONS);
    publisher.counters().lost(Topic.RAW_SESSIONS, LossReason.SPOOL_FULL, 3);
    publisher.publish(new OutgoingRecord(Topic.RAW_SESSIONS, "a", 1, new byte[] {1, 2}, () -> {}));
    for (int i = 0; i < 2; i++) {
      telemetry.ran(
          "a",
          "sessions",
          "failed",
          "server_error:42P01",
          Duration.ofMillis(30),
          Duration.ofMillis(20));
    }
    telemetry.leftOut("sessions", "overrun", 4);
    telemetry.pollWaited(Duration.ofMillis(1_500));
    telemetry.heartbeat();
    return telemetry;
  }

  private Map<String, Long> longs(String name) {
    Map<String, Long> values = new TreeMap<>();
    for (MetricData metric : reader.read()) {
      if (!metric.getName().equals(name)) {
        continue;
      }
      var points =
          metric.getType().name().equals("LONG_GAUGE")
              ? metric.getLongGaugeData().getPoints()
              : metric.getLongSumData().getPoints();
      points.forEach(point -> values.put(point.getAttributes().toString(), point.getValue()));
    }
    return values;
  }

  /** Reads when it is asked to. */
  private static final class Reader implements MetricReader {
    private CollectionRegistration source = CollectionRegistration.noop();

    Collection<MetricData> read() {
      return source.collectAllMetrics();
    }

    @Override
    public void register(CollectionRegistration registration) {
      source = registration;
    }

    @Override
    public CompletableResultCode forceFlush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public AggregationTemporality getAggregationTemporality(InstrumentType type) {
      return AggregationTemporality.CUMULATIVE;
    }
  }
}
