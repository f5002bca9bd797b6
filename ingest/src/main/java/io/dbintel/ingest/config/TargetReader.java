package io.dbintel.ingest.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds targets from their sections and checks what spans several options. */
final class TargetReader {
  private final Section defaults;
  private final List<String> errors;
  private final List<TargetConfig> targets = new ArrayList<>();
  private final Map<String, String> pathByInstance = new HashMap<>();

  TargetReader(Section defaults, List<String> errors) {
    this.defaults = defaults;
    this.errors = errors;
  }

  /** The targets without errors. */
  List<TargetConfig> targets() {
    return targets;
  }

  void read(Section section) {
    int before = errors.size();
    String instance = own(Options.INSTANCE, section);
    String host = own(Options.HOST, section);
    String user = value(Options.USER, section);
    Secret password = value(Options.PASSWORD, section);
    SslMode sslMode = value(Options.SSLMODE, section);
    Optional<String> rootCert = Optional.ofNullable(value(Options.SSL_ROOT_CERT, section));
    StatementsConfig statements = statements(section);
    SignalsConfig signals = new SignalsReader(section, defaults, errors).read();
    checkUnique(instance, section);
    checkRootCert(rootCert, section);
    checkTimeouts(statements, section);
    if (errors.size() > before || instance == null || host == null || user == null) {
      return;
    }
    targets.add(
        new TargetConfig(
            instance,
            host,
            value(Options.PORT, section),
            value(Options.DATABASE, section),
            user,
            password == null ? Secret.NONE : password,
            sslMode,
            rootCert,
            value(Options.CONNECT_TIMEOUT, section),
            value(Options.SCRUB, section),
            statements,
            signals));
  }

  private StatementsConfig statements(Section section) {
    return new StatementsConfig(
        value(Options.INTERVAL, section),
        value(Options.STATEMENT_TIMEOUT, section),
        value(Options.LOCK_TIMEOUT, section),
        value(Options.ROUND_TRIP_TIMEOUT, section),
        value(Options.MAX_ROWS, section),
        value(Options.TEXTS_MIN_INTERVAL, section));
  }

  private void checkUnique(String instance, Section section) {
    if (instance == null) {
      return;
    }
    String path = section.path(Options.INSTANCE.key());
    String first = pathByInstance.putIfAbsent(instance, path);
    if (first != null) {
      errors.add(path + ": \"" + instance + "\" must be unique, and is also " + first);
    }
  }

  private void checkRootCert(Optional<String> rootCert, Section section) {
    if (rootCert.isPresent() && !Files.isReadable(Path.of(rootCert.get()))) {
      errors.add(
          section.path(Options.SSL_ROOT_CERT.key())
              + ": \""
              + rootCert.get()
              + "\" must be a readable file");
    }
  }

  private void checkTimeouts(StatementsConfig statements, Section section) {
    if (statements.roundTripTimeout().compareTo(statements.statementTimeout()) <= 0) {
      errors.add(
          section.path(Options.ROUND_TRIP_TIMEOUT.key())
              + ": \""
              + Durations.format(statements.roundTripTimeout())
              + "\" must be longer than statements.statement_timeout ("
              + Durations.format(statements.statementTimeout())
              + ")");
    }
  }

  private <T> T value(Option<T> option, Section section) {
    return Values.of(option, section, defaults, errors);
  }

  private <T> T own(Option<T> option, Section section) {
    return Values.of(option, section, section, errors);
  }
}
