package io.dbintel.ingest.config;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * One monitored instance.
 *
 * @param instance stable id; the key of its records
 * @param sslRootCert PEM file of the authorities to trust; empty for the JVM's own
 * @param connectTimeout limit for connecting and logging in
 * @param scrub where texts are scrubbed
 * @param signals what is collected beside statements
 */
public record TargetConfig(
    String instance,
    String host,
    int port,
    String database,
    String user,
    Secret password,
    SslMode sslMode,
    Optional<String> sslRootCert,
    Optional<ClientCertificate> clientCertificate,
    Duration connectTimeout,
    Scrub scrub,
    StatementsConfig statements,
    SignalsConfig signals) {

  public TargetConfig {
    Objects.requireNonNull(instance, "instance");
    Objects.requireNonNull(password, "password");
  }

  /** The defaults of the options, for this server. */
  public static TargetConfig of(
      String instance, String host, int port, String database, String user, Secret password) {
    return new TargetConfig(
        instance,
        host,
        port,
        database,
        user,
        password,
        Options.SSLMODE.defaultValue(),
        Optional.empty(),
        Optional.empty(),
        Options.CONNECT_TIMEOUT.defaultValue(),
        Options.SCRUB.defaultValue(),
        StatementsConfig.defaults(),
        SignalsConfig.defaults());
  }

  public TargetConfig withStatements(StatementsConfig newStatements) {
    return new TargetConfig(
        instance,
        host,
        port,
        database,
        user,
        password,
        sslMode,
        sslRootCert,
        clientCertificate,
        connectTimeout,
        scrub,
        newStatements,
        signals);
  }

  public TargetConfig withConnectTimeout(Duration newTimeout) {
    return new TargetConfig(
        instance,
        host,
        port,
        database,
        user,
        password,
        sslMode,
        sslRootCert,
        clientCertificate,
        newTimeout,
        scrub,
        statements,
        signals);
  }

  public TargetConfig withSsl(SslMode newMode, Optional<String> newRootCert) {
    return new TargetConfig(
        instance,
        host,
        port,
        database,
        user,
        password,
        newMode,
        newRootCert,
        clientCertificate,
        connectTimeout,
        scrub,
        statements,
        signals);
  }

  public TargetConfig withClientCertificate(ClientCertificate newCertificate) {
    return new TargetConfig(
        instance,
        host,
        port,
        database,
        user,
        password,
        sslMode,
        sslRootCert,
        Optional.of(newCertificate),
        connectTimeout,
        scrub,
        statements,
        signals);
  }

  public TargetConfig withScrub(Scrub newScrub) {
    return new TargetConfig(
        instance,
        host,
        port,
        database,
        user,
        password,
        sslMode,
        sslRootCert,
        clientCertificate,
        connectTimeout,
        newScrub,
        statements,
        signals);
  }

  public TargetConfig withSignals(SignalsConfig newSignals) {
    return new TargetConfig(
        instance,
        host,
        port,
        database,
        user,
        password,
        sslMode,
        sslRootCert,
        clientCertificate,
        connectTimeout,
        scrub,
        statements,
        newSignals);
  }
}
