package io.dbintel.jobs.export;

import io.dbintel.jobs.export.encode.Encoding;
import io.dbintel.jobs.export.encode.Signal;
import io.dbintel.jobs.export.encode.Temporality;
import io.dbintel.jobs.export.http.Backoff;
import io.dbintel.jobs.export.http.Endpoint;
import io.dbintel.jobs.export.http.Header;
import io.dbintel.jobs.export.sink.SinkOptions;
import io.dbintel.jobs.kafka.KafkaArguments;
import io.dbintel.jobs.kafka.KafkaOptions;
import io.dbintel.jobs.runtime.JobArguments;
import io.dbintel.jobs.runtime.JobMain;
import io.dbintel.jobs.runtime.JobSettings;
import io.dbintel.schemas.topic.Topic;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line of the job. */
@Command(
    name = "export-otlp",
    description = "Exports metrics and events to an OTLP/HTTP endpoint.",
    sortOptions = false)
public final class ExportOtlpArguments implements JobMain {
  private static final String DEFAULT_GROUP = "dbintel-export-otlp";

  @Spec private CommandSpec command;

  @Mixin private KafkaArguments kafka;

  @Option(
      names = "--endpoint",
      required = true,
      paramLabel = "URL",
      description = "Base URL; /v1/metrics and /v1/logs are added to it.")
  private String endpoint;

  @Option(
      names = "--header",
      paramLabel = "NAME=VALUE",
      description = "Request header. The value may hold $${env:NAME} and $${file:PATH}.")
  private List<String> headers = new ArrayList<>();

  @Option(
      names = "--signals",
      split = ",",
      paramLabel = "SIGNAL",
      description = "What to export: metrics, logs (default: both).")
  private Set<Signal> signals = EnumSet.allOf(Signal.class);

  @Option(
      names = "--temporality",
      defaultValue = "cumulative",
      description = "cumulative or delta (default: ${DEFAULT-VALUE}).")
  private Temporality temporality;

  @Option(
      names = "--scope",
      defaultValue = Encoding.DEFAULT_SCOPE,
      paramLabel = "NAME",
      description =
          "Instrumentation scope, or 'receiver' for that of the OpenTelemetry Collector's"
              + " PostgreSQL receiver (default: ${DEFAULT-VALUE}).")
  private String scope;

  @Option(
      names = "--lanes",
      defaultValue = "" + SinkOptions.DEFAULT_LANES,
      description = "Requests in flight per signal and subtask (default: ${DEFAULT-VALUE}).")
  private int lanes;

  @Option(
      names = "--buffer-mb",
      defaultValue = "" + SinkOptions.DEFAULT_BUFFER_MB,
      description =
          "Held per subtask during an outage before reading stops (default: ${DEFAULT-VALUE}).")
  private int bufferMb;

  @Option(
      names = "--max-request-bytes",
      defaultValue = "" + SinkOptions.DEFAULT_MAX_REQUEST_BYTES,
      description = "Largest request before compression (default: ${DEFAULT-VALUE}).")
  private int maxRequestBytes;

  @Option(
      names = "--timeout",
      defaultValue = "10",
      paramLabel = "SECONDS",
      description = "Of a whole request (default: ${DEFAULT-VALUE}).")
  private int timeoutSeconds;

  @Option(
      names = "--parallelism",
      description = "Of all operators; useful up to the partitions of a topic (32).")
  private Integer parallelism;

  @Option(
      names = "--checkpoint-interval",
      defaultValue = "30s",
      paramLabel = "DURATION",
      converter = JobArguments.DurationConverter.class,
      description = "Time between checkpoints (default: ${DEFAULT-VALUE}).")
  private Duration checkpointInterval;

  @Option(
      names = "--checkpoint-dir",
      paramLabel = "URI",
      description = "Where checkpoints are kept (default: the cluster's setting).")
  private String checkpointDir;

  @Option(
      names = "--job-name",
      defaultValue = "export-otlp",
      paramLabel = "NAME",
      description = "Name shown in Flink's UI (default: ${DEFAULT-VALUE}).")
  private String jobName;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this text.")
  private boolean help;

  /** A command line that fills these arguments; values of enums in any case. */
  CommandLine commandLine() {
    return new CommandLine(this).setCaseInsensitiveEnumValuesAllowed(true);
  }

  boolean help() {
    return help;
  }

  @Override
  public void execute() throws Exception {
    ExportOtlpJob.run(this);
  }

  JobSettings settings() {
    return new JobSettings(jobName, parallelism(), checkpointInterval, checkpointDir);
  }

  KafkaOptions kafka() {
    return kafka.toOptions(DEFAULT_GROUP);
  }

  Encoding encoding() {
    return new Encoding(temporality, scope.equals("receiver") ? Encoding.RECEIVER_SCOPE : scope);
  }

  List<Topic> topics() {
    return signals.stream()
        .sorted()
        .map(s -> s == Signal.METRICS ? Topic.METRICS : Topic.EVENTS)
        .toList();
  }

  /** Null: as the cluster says. */
  Integer parallelism() {
    if (parallelism != null) {
      inRange("--parallelism", parallelism, 1, 128);
    }
    return parallelism;
  }

  SinkOptions sink() {
    inRange("--lanes", lanes, 1, 64);
    inRange("--buffer-mb", bufferMb, 1, 1024);
    inRange("--max-request-bytes", maxRequestBytes, 10_000, 64 << 20);
    inRange("--timeout", timeoutSeconds, 1, 600);
    List<Header> parsed =
        headers.stream().map(header -> checked("--header", () -> Header.parse(header))).toList();
    Endpoint target =
        checked(
            "--endpoint",
            () -> new Endpoint(URI.create(endpoint), parsed, Duration.ofSeconds(timeoutSeconds)));
    return new SinkOptions(
        target,
        lanes,
        (long) bufferMb << 20,
        maxRequestBytes,
        Duration.ofSeconds(1),
        Backoff.defaults());
  }

  private void inRange(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw wrong(option, value + " must be between " + least + " and " + most);
    }
  }

  private <T> T checked(String option, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException rule) {
      throw wrong(option, rule.getMessage());
    }
  }

  private ParameterException wrong(String option, String rule) {
    return new ParameterException(
        command.commandLine(), "Invalid value for " + option + ": " + rule);
  }
}
