package io.dbintel.jobs.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbintel.schemas.topic.Topic;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class KafkaOptionsTest {
  private static final Instant TIME = Instant.parse("2026-01-31T10:00:00Z");

  @Command
  private static final class Job {
    @Mixin private KafkaArguments kafka;
  }

  private static KafkaOptions parse(String... arguments) {
    Job job = new Job();
    new CommandLine(job).parseArgs(arguments);
    return job.kafka.toOptions("default-group");
  }

  @Test
  void defaults() {
    assertThat(parse("--bootstrap-servers", "b:9092"))
        .isEqualTo(
            new KafkaOptions("b:9092", "default-group", StartPosition.committed(), null, Map.of()));
  }

  @Test
  void explicitValues() {
    KafkaOptions options =
        parse(
            "--bootstrap-servers=b:9092",
            "--group-id=g",
            "--from=2026-01-31T09:00:00Z",
            "--to=2026-01-31T10:00:00Z",
            "--kafka-property=security.protocol=SSL");

    assertThat(options)
        .isEqualTo(
            new KafkaOptions(
                "b:9092",
                "g",
                StartPosition.at(TIME.minusSeconds(3600)),
                TIME,
                Map.of("security.protocol", "SSL")));
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource({
    "--from, yesterday, earliest",
    "--to, tomorrow, ISO-8601",
    "--to, 2026-01-31T08:59:59Z, later than --from"
  })
  void wrongTimesNameOptionValueAndRule(String option, String value, String rule) {
    String from = option.equals("--to") ? "--from=2026-01-31T09:00:00Z" : "--group-id=g";

    assertThatThrownBy(() -> parse("--bootstrap-servers=b:9092", from, option + "=" + value))
        .hasMessageContaining(option)
        .hasMessageContaining(value)
        .hasMessageContaining(rule);
  }

  @Test
  void anEndMakesTheSourceBounded() throws Exception {
    KafkaOptions live = KafkaOptions.of("b:9092", "g");
    KafkaOptions backfill =
        new KafkaOptions("b:9092", "g", StartPosition.earliest(), TIME, Map.of());

    assertThat(live.source(List.of(Topic.METRICS)).getBoundedness())
        .isEqualTo(Boundedness.CONTINUOUS_UNBOUNDED);
    assertThat(backfill.source(List.of(Topic.METRICS)).getBoundedness())
        .isEqualTo(Boundedness.BOUNDED);
    assertThat(InstantiationUtil.isSerializable(live.sink())).isTrue();
    assertThat(InstantiationUtil.<KafkaOptions>clone(backfill)).isEqualTo(backfill);
  }

  @Test
  void aPartitionFetchHoldsTheLargestRecord() {
    KafkaOptions options = KafkaOptions.of("b:9092", "g");

    assertThat(fetchBytes(options, Topic.METRICS)).isGreaterThan(Topic.METRICS.maxMessageBytes());
    assertThat(fetchBytes(options, Topic.METRICS, Topic.RAW_PLANS))
        .isGreaterThan(Topic.RAW_PLANS.maxMessageBytes());
  }

  @Test
  void producersAreSafeByDefaultAndSettingsOverrideOurs() {
    KafkaOptions options =
        new KafkaOptions(
            "b:9092", "g", StartPosition.earliest(), null, Map.of("linger.ms", "5", "a", "b"));

    assertThat(options.producerProperties())
        .containsEntry("acks", "all")
        .containsEntry("compression.type", "zstd")
        .containsEntry("batch.size", "131072")
        .containsEntry("max.request.size", "16777216")
        .containsEntry("linger.ms", "5")
        .containsEntry("a", "b");
  }

  @Test
  void textFormHidesPropertyValues() {
    KafkaOptions options =
        new KafkaOptions(
            "b:9092", "g", StartPosition.earliest(), null, Map.of("sasl.jaas.config", "hunter2"));

    assertThat(options.toString()).contains("sasl.jaas.config").doesNotContain("hunter2");
  }

  private static int fetchBytes(KafkaOptions options, Topic... topics) {
    return Integer.parseInt(
        options.consumerProperties(List.of(topics)).getProperty("max.partition.fetch.bytes"));
  }
}
