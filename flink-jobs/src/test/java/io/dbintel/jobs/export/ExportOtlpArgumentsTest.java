package io.dbintel.jobs.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbintel.jobs.export.encode.Encoding;
import io.dbintel.jobs.export.encode.Temporality;
import io.dbintel.jobs.export.http.Backoff;
import io.dbintel.jobs.export.http.Endpoint;
import io.dbintel.jobs.export.http.Header;
import io.dbintel.jobs.export.sink.SinkOptions;
import io.dbintel.schemas.topic.Topic;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExportOtlpArgumentsTest {
  private static ExportOtlpArguments parse(String... more) {
    List<String> all =
        new ArrayList<>(
            List.of("--bootstrap-servers=b:9092", "--endpoint=http://otlp.example:4318"));
    all.addAll(List.of(more));
    ExportOtlpArguments arguments = new ExportOtlpArguments();
    arguments.commandLine().parseArgs(all.toArray(String[]::new));
    return arguments;
  }

  @Test
  void defaults() {
    ExportOtlpArguments arguments = parse();

    assertThat(arguments.sink())
        .isEqualTo(
            SinkOptions.defaults(
                new Endpoint(
                    URI.create("http://otlp.example:4318"), List.of(), Duration.ofSeconds(10))));
    assertThat(arguments.encoding()).isEqualTo(Encoding.defaults());
    assertThat(arguments.topics()).containsExactly(Topic.METRICS, Topic.EVENTS);
    assertThat(arguments.parallelism()).isNull();
    assertThat(arguments.kafka().groupId()).isEqualTo("dbintel-export-otlp");
  }

  @Test
  void explicitValues() {
    ExportOtlpArguments arguments =
        parse(
            "--header=api-key=${env:KEY}",
            "--header=x=y",
            "--signals=metrics",
            "--temporality=delta",
            "--scope=receiver",
            "--lanes=8",
            "--buffer-mb=16",
            "--max-request-bytes=500000",
            "--timeout=3",
            "--parallelism=2");

    assertThat(arguments.sink())
        .isEqualTo(
            new SinkOptions(
                new Endpoint(
                    URI.create("http://otlp.example:4318"),
                    List.of(new Header("api-key", "${env:KEY}"), new Header("x", "y")),
                    Duration.ofSeconds(3)),
                8,
                16 << 20,
                500_000,
                Duration.ofSeconds(1),
                Backoff.defaults()));
    assertThat(arguments.encoding())
        .isEqualTo(new Encoding(Temporality.DELTA, Encoding.RECEIVER_SCOPE));
    assertThat(arguments.topics()).containsExactly(Topic.METRICS);
    assertThat(arguments.parallelism()).isEqualTo(2);
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource({
    "--lanes, 0, between 1 and 64",
    "--buffer-mb, 5000, between 1 and 1024",
    "--max-request-bytes, 5, between 10000",
    "--timeout, 0, between 1",
    "--parallelism, 0, between 1 and 128",
    "--endpoint, otlp.example, http or https",
    "--endpoint, 'http://a b', Illegal character",
    "--header, nonsense, name=value",
    "--temporality, sometimes, sometimes"
  })
  void wrongValuesNameOptionAndRule(String option, String value, String rule) {
    assertThatThrownBy(
            () -> {
              ExportOtlpArguments arguments =
                  option.equals("--endpoint")
                      ? new ExportOtlpArguments()
                      : parse(option + "=" + value);
              if (option.equals("--endpoint")) {
                arguments.commandLine().parseArgs("--bootstrap-servers=b", "--endpoint", value);
              }
              arguments.parallelism();
              arguments.sink();
            })
        .hasMessageContaining(option)
        .hasMessageContaining(rule);
  }

  @Test
  void theJobHoldsNoSecretAndBuildsWithoutGenericTypes() throws Exception {
    Configuration config = new Configuration();
    config.set(PipelineOptions.GENERIC_TYPES, false);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(config);
    ExportOtlpArguments arguments = parse("--header=api-key=hunter2", "--parallelism=2");

    ExportOtlpJob.define(env, arguments);

    assertThat(env.getStreamGraph(false).getStreamingPlanAsJSON()).doesNotContain("hunter2");
    assertThat(arguments.sink().toString()).doesNotContain("hunter2");
    assertThat(InstantiationUtil.<SinkOptions>clone(arguments.sink())).isEqualTo(arguments.sink());
    assertThat(env.getStreamGraph(false).getStreamNodes())
        .allMatch(node -> node.getParallelism() == 2);
  }
}
