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
  private final Optional<PassFile> usualPassFile;
  private final List<String> errors;
  private final List<TargetConfig> targets = new ArrayList<>();
  private final Map<String, String> pathByInstance = new HashMap<>();

  TargetReader(Section defaults, Optional<PassFile> usualPassFile, List<String> errors) {
    this.defaults = defaults;
    this.usualPassFile = usualPassFile;
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
    Optional<String> rootCert = file(Options.SSL_ROOT_CERT, section);
    Optional<ClientCertificate> certificate = certificate(section, rootCert);
    Optional<PassFile> passFile = passFile(section);
    StatementsConfig statements = statements(section);
    SignalsConfig signals = new SignalsReader(section, defaults, errors).read();
    checkUnique(instance, section);
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
            password(passFile, section, host, user),
            sslMode(rootCert, section),
            rootCert,
            certificate,
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

  /** The password that is given, else what the password file says. */
  private Secret password(Optional<PassFile> passFile, Section section, String host, String user) {
    Secret given = value(Options.PASSWORD, section);
    if (given != null) {
      return given;
    }
    int port = value(Options.PORT, section);
    return passFile
        .or(() -> usualPassFile)
        .map(file -> file.passwordOf(host, port, user))
        .orElse(Secret.NONE);
  }

  /** Where authorities are named, they are meant to be checked. */
  private SslMode sslMode(Optional<String> rootCert, Section section) {
    return section
        .get(Options.SSLMODE)
        .or(() -> defaults.get(Options.SSLMODE))
        .orElse(rootCert.isPresent() ? SslMode.VERIFY_FULL : Options.SSLMODE.defaultValue());
  }

  private Optional<PassFile> passFile(Section section) {
    Optional<PassFile> passFile =
        Optional.ofNullable(value(Options.PASSFILE, section)).map(PassFile::named);
    try {
      passFile.ifPresent(PassFile::check);
    } catch (SecretException wrong) {
      errors.add(section.path(Options.PASSFILE.key()) + ": " + wrong.getMessage());
    }
    return passFile;
  }

  private Optional<ClientCertificate> certificate(Section section, Optional<String> rootCert) {
    Optional<String> certificate = file(Options.SSL_CERT, section);
    Optional<String> key = file(Options.SSL_KEY, section);
    if (certificate.isPresent() != key.isPresent()) {
      errors.add(section.path(Options.SSL_CERT.key()) + ": must be given together with ssl_key");
      return Optional.empty();
    }
    if (certificate.isPresent() && rootCert.isEmpty() && sslMode(rootCert, section).verifies()) {
      errors.add(section.path(Options.SSL_CERT.key()) + ": must be given with ssl_root_cert");
    }
    return certificate.map(file -> new ClientCertificate(file, key.get()));
  }

  private Optional<String> file(Option<String> option, Section section) {
    Optional<String> file = Optional.ofNullable(value(option, section));
    if (file.isPresent() && !Files.isReadable(Path.of(file.get()))) {
      errors.add(section.path(option.key()) + ": \"" + file.get() + "\" must be a readable file");
    }
    return file;
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
