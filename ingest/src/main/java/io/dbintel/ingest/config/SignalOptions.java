package io.dbintel.ingest.config;

import java.time.Duration;
import java.util.List;

/** Options of the signals of a target beside its statements. */
final class SignalOptions {
  static final Option<Boolean> STATEMENTS_ENABLED =
      Option.withDefault(
          "statements.enabled",
          OptionType.bool(),
          "true",
          Rule.any(),
          "Whether statements are collected.");
  static final Option<Duration> CAPABILITIES_INTERVAL =
      Option.withDefault(
          "capabilities.interval",
          OptionType.duration(),
          "5m",
          Rule.between(Duration.ofSeconds(10), Duration.ofHours(1)),
          "How often a target is asked again what it has. It is asked after errors, too.");

  static final Option<Boolean> SESSIONS_ENABLED =
      Option.withDefault(
          "sessions.enabled",
          OptionType.bool(),
          "true",
          Rule.any(),
          "Whether sessions are sampled.");
  static final Option<Duration> SESSIONS_INTERVAL =
      Option.withDefault(
          "sessions.interval",
          OptionType.duration(),
          "1s",
          Rule.between(Duration.ofSeconds(1), Duration.ofMinutes(1)),
          "Time between two samples of the sessions. It grows by itself while samples are slow.");
  static final Option<Duration> SESSIONS_STATEMENT_TIMEOUT =
      Option.withDefault(
          "sessions.statement_timeout",
          OptionType.duration(),
          "500ms",
          Rule.between(Duration.ofMillis(50), Duration.ofSeconds(10)),
          "statement_timeout of the connection that samples sessions.");
  static final Option<Integer> SESSIONS_MAX_ROWS =
      Option.withDefault(
          "sessions.max_rows",
          OptionType.integer(),
          "1000",
          Rule.between(10, 10_000),
          "Most sessions of one sample that are published one by one; the rest is counted.");

  static final Option<Boolean> METRICS_ENABLED =
      Option.withDefault(
          "metrics.enabled",
          OptionType.bool(),
          "true",
          Rule.any(),
          "Whether the infrastructure statistics are collected.");
  static final Option<Integer> METRICS_INTERVAL_FACTOR =
      Option.withDefault(
          "metrics.interval_factor",
          OptionType.integer(),
          "1",
          Rule.between(1, 100),
          "Multiplies the intervals of the catalogue.");
  static final Option<Duration> METRICS_STATEMENT_TIMEOUT =
      Option.withDefault(
          "metrics.statement_timeout",
          OptionType.duration(),
          "5s",
          Rule.between(Duration.ofMillis(50), Duration.ofMinutes(1)),
          "statement_timeout of the connections that read statistics.");
  static final Option<String> METRICS_CATALOGUE =
      Option.optional(
          "metrics.catalogue",
          "/etc/dbintel/metrics.yaml",
          OptionType.text(),
          "YAML file with SQL metrics of your own, in the form of the built-in catalogue.");
  static final Option<String> METRICS_DATABASES =
      Option.withDefault(
          "metrics.databases",
          OptionType.text(),
          "*",
          Rule.notBlank(),
          "Databases to visit for statistics of tables and indexes: names with *, commas between"
              + " them; -name leaves one out.");
  static final Option<Integer> METRICS_MAX_DATABASES =
      Option.withDefault(
          "metrics.max_databases",
          OptionType.integer(),
          "100",
          Rule.between(1, 10_000),
          "Most databases of a server that are visited.");
  static final Option<Duration> METRICS_VISIT_BUDGET =
      Option.withDefault(
          "metrics.visit_budget",
          OptionType.duration(),
          "10s",
          Rule.between(Duration.ofMillis(100), Duration.ofMinutes(5)),
          "Longest time that one poll spends on visits of databases. The next one goes on where it"
              + " ended.");
  static final Option<Integer> METRICS_MAX_ROWS =
      Option.withDefault(
          "metrics.max_rows",
          OptionType.integer(),
          "2000",
          Rule.between(10, 100_000),
          "Most rows of one query in one database; the largest or busiest come first.");

  static final Option<LogSourceKind> LOGS_SOURCE =
      Option.withDefault(
          "logs.source",
          OptionType.oneOf(LogSourceKind.class),
          "none",
          Rule.any(),
          "Where the server's log is read: files on this machine, the server's files through SQL"
              + " (needs a grant, see docs/operations.md), standard input, or OTLP/HTTP pushed to"
              + " otlp_logs_address.");
  static final Option<String> LOGS_PATHS =
      Option.optional(
          "logs.paths",
          "/var/log/postgresql/*",
          OptionType.text(),
          "Files of the log: paths with * in the last part, commas between them. For logs.source"
              + " file.");
  static final Option<LogFormatChoice> LOGS_FORMAT =
      Option.withDefault(
          "logs.format",
          OptionType.oneOf(LogFormatChoice.class),
          "auto",
          Rule.any(),
          "Format of the log. auto goes by the name of each file: .csv, .json, else stderr.");
  static final Option<String> LOGS_PREFIX =
      Option.optional(
          "logs.prefix",
          "%m [%p] %q%u@%d ",
          OptionType.text(),
          "log_line_prefix of stderr logs. Without it the server is asked.");
  static final Option<String> LOGS_TIME_ZONE =
      Option.optional(
          "logs.time_zone",
          "Europe/Berlin",
          OptionType.text(),
          "log_timezone of the server, for example Europe/Berlin. Without it the server is asked.");
  static final Option<String> LOGS_CHARSET =
      Option.withDefault(
          "logs.charset", OptionType.text(), "UTF-8", Rule.charset(), "Encoding of the log.");
  static final Option<Duration> LOGS_INTERVAL =
      Option.withDefault(
          "logs.interval",
          OptionType.duration(),
          "1s",
          Rule.between(Duration.ofMillis(100), Duration.ofMinutes(5)),
          "Time between two looks for new entries. The SQL source looks at most every 10 s.");
  static final Option<Integer> LOGS_MAX_ENTRY_BYTES =
      Option.withDefault(
          "logs.max_entry_bytes",
          OptionType.integer(),
          "4194304",
          Rule.between(1024, 8 << 20),
          "An entry that is longer is cut there, and flagged.");
  static final Option<Integer> LOGS_MAX_BYTES =
      Option.withDefault(
          "logs.max_bytes_per_interval",
          OptionType.integer(),
          "10485760",
          Rule.between(64 << 10, 1 << 30),
          "Most bytes of the log that the SQL source reads in one interval.");
  static final Option<Boolean> LOGS_FROM_BEGINNING =
      Option.withDefault(
          "logs.from_beginning",
          OptionType.bool(),
          "false",
          Rule.any(),
          "Whether files that exist when the collector first starts are read from their beginning,"
              + " and not from their end. Files that appear later are always read whole.");

  static final List<Option<?>> ALL =
      List.of(
          STATEMENTS_ENABLED,
          CAPABILITIES_INTERVAL,
          SESSIONS_ENABLED,
          SESSIONS_INTERVAL,
          SESSIONS_STATEMENT_TIMEOUT,
          SESSIONS_MAX_ROWS,
          METRICS_ENABLED,
          METRICS_INTERVAL_FACTOR,
          METRICS_STATEMENT_TIMEOUT,
          METRICS_CATALOGUE,
          METRICS_DATABASES,
          METRICS_MAX_DATABASES,
          METRICS_VISIT_BUDGET,
          METRICS_MAX_ROWS,
          LOGS_SOURCE,
          LOGS_PATHS,
          LOGS_FORMAT,
          LOGS_PREFIX,
          LOGS_TIME_ZONE,
          LOGS_CHARSET,
          LOGS_INTERVAL,
          LOGS_MAX_ENTRY_BYTES,
          LOGS_MAX_BYTES,
          LOGS_FROM_BEGINNING);

  private SignalOptions() {}
}
