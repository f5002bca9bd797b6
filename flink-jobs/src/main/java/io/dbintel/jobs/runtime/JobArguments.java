package io.dbintel.jobs.runtime;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Options that every job has, for {@code @Mixin}. */
public final class JobArguments {
  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description =
          "Parallel subtasks; useful up to the number of partitions (default: cluster's).")
  private Integer parallelism;

  @Option(
      names = "--checkpoint-interval",
      defaultValue = "30s",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "Time between checkpoints (default: ${DEFAULT-VALUE}).")
  private Duration checkpointInterval;

  @Option(
      names = "--checkpoint-dir",
      paramLabel = "URI",
      description = "Where checkpoints are kept (default: the cluster's setting).")
  private String checkpointDir;

  @Option(names = "--job-name", paramLabel = "NAME", description = "Name shown in Flink's UI.")
  private String jobName;

  /** Settings as given; null where the cluster's or the job's own hold. */
  public JobSettings toSettings(String defaultName) {
    return new JobSettings(
        jobName == null ? defaultName : jobName, parallelism, checkpointInterval, checkpointDir);
  }

  /** Durations such as {@code 500ms}, {@code 30s}, {@code 5m} or ISO-8601. */
  public static final class DurationConverter implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String value) {
      String text = value.trim().toLowerCase(Locale.ROOT);
      try {
        if (text.endsWith("ms")) {
          return positive(Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2))));
        }
        return positive(Duration.parse(text.startsWith("p") ? text : "pt" + text));
      } catch (NumberFormatException | DateTimeParseException unreadable) {
        throw new TypeConversionException(
            "'" + value + "' must be a duration such as 500ms or 30s");
      }
    }

    private static Duration positive(Duration duration) {
      if (duration.isZero() || duration.isNegative()) {
        throw new TypeConversionException("a duration must be longer than zero");
      }
      return duration;
    }
  }
}
