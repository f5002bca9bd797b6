package io.dbintel.jobs.kafka;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The Kafka options of a job's command line, for {@code @Mixin}. */
public final class KafkaArguments {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--bootstrap-servers",
      required = true,
      paramLabel = "HOST:PORT",
      description = "Kafka brokers, comma separated.")
  private String bootstrapServers;

  @Option(
      names = "--group-id",
      paramLabel = "ID",
      description = "Consumer group; give a backfill one of its own.")
  private String groupId;

  @Option(
      names = "--from",
      defaultValue = "committed",
      paramLabel = "TIME",
      description = "earliest, committed or an ISO-8601 time (default: ${DEFAULT-VALUE}).")
  private String from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      description = "ISO-8601 time: read records before it, then end.")
  private String to;

  @Option(
      names = "--kafka-property",
      paramLabel = "KEY=VALUE",
      description = "Any Kafka client setting, for example security.protocol=SSL.")
  private Map<String, String> properties = new TreeMap<>();

  /**
   * The parsed options.
   *
   * @param defaultGroup consumer group when none was given
   * @throws ParameterException naming option, value and rule
   */
  public KafkaOptions toOptions(String defaultGroup) {
    StartPosition start = start();
    Instant until = until();
    if (until != null && start.time() != null && !start.time().isBefore(until)) {
      throw wrong("--to", "'" + to + "' must be later than --from " + from);
    }
    String group = groupId == null ? defaultGroup : groupId;
    return new KafkaOptions(bootstrapServers, group, start, until, properties);
  }

  private StartPosition start() {
    try {
      return StartPosition.parse(from);
    } catch (IllegalArgumentException rule) {
      throw wrong("--from", rule.getMessage());
    }
  }

  private Instant until() {
    try {
      return to == null ? null : Instant.parse(to);
    } catch (DateTimeException notATime) {
      throw wrong("--to", "'" + to + "' must be an ISO-8601 time such as 2026-01-31T10:00:00Z");
    }
  }

  private ParameterException wrong(String option, String rule) {
    return new ParameterException(
        command.commandLine(), "Invalid value for " + option + ": " + rule);
  }
}
