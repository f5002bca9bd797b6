package io.dbintel.ingest.config;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Builds the part of a target that says what is collected beside statements. */
final class SignalsReader {
  private final Section section;
  private final Section defaults;
  private final List<String> errors;

  SignalsReader(Section section, Section defaults, List<String> errors) {
    this.section = section;
    this.defaults = defaults;
    this.errors = errors;
  }

  SignalsConfig read() {
    return new SignalsConfig(
        value(SignalOptions.STATEMENTS_ENABLED),
        value(SignalOptions.CAPABILITIES_INTERVAL),
        sessions(),
        metrics(),
        logs());
  }

  private SessionsConfig sessions() {
    return new SessionsConfig(
        value(SignalOptions.SESSIONS_ENABLED),
        value(SignalOptions.SESSIONS_INTERVAL),
        value(SignalOptions.SESSIONS_STATEMENT_TIMEOUT),
        value(SignalOptions.SESSIONS_MAX_ROWS));
  }

  private MetricsConfig metrics() {
    return new MetricsConfig(
        value(SignalOptions.METRICS_ENABLED),
        value(SignalOptions.METRICS_INTERVAL_FACTOR),
        value(SignalOptions.METRICS_STATEMENT_TIMEOUT),
        optional(SignalOptions.METRICS_CATALOGUE),
        value(SignalOptions.METRICS_DATABASES),
        value(SignalOptions.METRICS_MAX_DATABASES),
        value(SignalOptions.METRICS_VISIT_BUDGET),
        value(SignalOptions.METRICS_MAX_ROWS));
  }

  private LogsConfig logs() {
    LogSourceKind source = value(SignalOptions.LOGS_SOURCE);
    Optional<String> paths = optional(SignalOptions.LOGS_PATHS);
    Optional<String> timeZone = optional(SignalOptions.LOGS_TIME_ZONE);
    if (source == LogSourceKind.FILE && paths.isEmpty()) {
      errors.add(
          section.path(SignalOptions.LOGS_PATHS.key())
              + ": is missing and required when logs.source is file");
    }
    timeZone.ifPresent(this::checkZone);
    return new LogsConfig(
        source,
        paths.orElse(""),
        value(SignalOptions.LOGS_FORMAT),
        optional(SignalOptions.LOGS_PREFIX),
        timeZone,
        value(SignalOptions.LOGS_CHARSET),
        value(SignalOptions.LOGS_INTERVAL),
        value(SignalOptions.LOGS_MAX_ENTRY_BYTES),
        value(SignalOptions.LOGS_MAX_BYTES),
        value(SignalOptions.LOGS_FROM_BEGINNING));
  }

  private void checkZone(String zone) {
    try {
      ZoneId.of(zone);
    } catch (DateTimeException unknown) {
      errors.add(
          section.path(SignalOptions.LOGS_TIME_ZONE.key())
              + ": \""
              + zone
              + "\" must be a time zone, for example Europe/Berlin");
    }
  }

  private <T> T value(Option<T> option) {
    return Values.of(option, section, defaults, errors);
  }

  private <T> Optional<T> optional(Option<T> option) {
    return Optional.ofNullable(value(option));
  }
}
