package io.dbintel.ingest.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigLoaderTest {
  private static final String KAFKA = "kafka: {bootstrap_servers: 'k:9092'}\n";

  @TempDir Path folder;

  @Test
  void defaultsAreThoseOfTheOptions() throws Exception {
    IngestConfig config = parse(KAFKA + "targets: [{instance: a, host: h, user: u}]", Map.of());

    assertThat(config.collectorId()).isEqualTo("dbintel");
    assertThat(config.kafka()).isEqualTo(KafkaConfig.of("k:9092"));
    assertThat(config.targets())
        .containsExactly(TargetConfig.of("a", "h", 5432, "postgres", "u", Secret.NONE));
  }

  @Test
  void everyOptionCanBeSetAndTargetsWinOverDefaults() throws Exception {
    Path cert = Files.writeString(folder.resolve("ca.pem"), "x");
    IngestConfig config =
        parse(
            """
            collector: {id: c1}
            kafka:
              bootstrap_servers: a:1,b:2
              create_topics: false
              replication_factor: 3
              compression: zstd
              buffer_bytes: 8388608
              delivery_timeout: 30s
              flush_timeout: 3s
              properties: {client.id: x}
            defaults:
              user: shared
              password: p
              port: 6000
              scrub: edge
              statements: {interval: 30s, max_rows: 500}
            targets:
              - instance: one
                host: h1
              - instance: two
                host: h2
                port: 6001
                scrub: job
                database: d
                user: own
                sslmode: verify-full
                ssl_root_cert: CERT
                connect_timeout: 2s
                statements:
                  interval: 5m
                  statement_timeout: 800ms
                  lock_timeout: 200ms
                  round_trip_timeout: 4s
                  texts_min_interval: 2m
            """
                .replace("CERT", cert.toString()),
            Map.of());

    assertThat(config.kafka())
        .isEqualTo(
            new KafkaConfig(
                "a:1,b:2",
                false,
                3,
                Compression.ZSTD,
                8388608,
                Duration.ofSeconds(30),
                Duration.ofSeconds(3),
                Map.of("client.id", Secret.of("x"))));
    TargetConfig one = config.targets().get(0);
    assertThat(one.user()).isEqualTo("shared");
    assertThat(one.port()).isEqualTo(6000);
    assertThat(one.scrub()).isEqualTo(Scrub.EDGE);
    assertThat(one.statements().interval()).isEqualTo(Duration.ofSeconds(30));
    TargetConfig two = config.targets().get(1);
    assertThat(two.user()).isEqualTo("own");
    assertThat(two.port()).isEqualTo(6001);
    assertThat(two.scrub()).isEqualTo(Scrub.JOB);
    assertThat(two.sslMode()).isEqualTo(SslMode.VERIFY_FULL);
    assertThat(two.sslRootCert()).contains(cert.toString());
    assertThat(two.connectTimeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(two.statements())
        .isEqualTo(
            new StatementsConfig(
                Duration.ofMinutes(5),
                Duration.ofMillis(800),
                Duration.ofMillis(200),
                Duration.ofSeconds(4),
                500,
                Duration.ofMinutes(2)));
  }

  @Test
  void allErrorsComeAtOnceWithKeyValueAndRule() {
    List<String> errors =
        errors(
            """
            collector: {id: 'a b'}
            kafka: {create_topics: maybe, properties: {acks: '0'}}
            defaults: {sslmode: maybe}
            targets:
              - {instance: a, host: h, user: u, statements: {interval: 9s, intervall: 60s}}
              - {instance: a, port: 70000, user: u}
              - {instance: c, host: h, user: u, password: '${env:NOT_THERE}'}
              - {instance: d, host: h, user: u, ssl_root_cert: no-such-file}
              - {instance: e, host: h, user: u, statements: {round_trip_timeout: 5s}}
              - {instance: f, host: h, user: u, connect_timeout: soon}
            """);

    assertThat(errors)
        .containsExactlyInAnyOrder(
            "collector.id: \"a b\" " + Rule.name().words(),
            "kafka.bootstrap_servers: is missing and required",
            "kafka.create_topics: \"maybe\" must be true or false",
            "kafka.properties.acks: must not be set here; dbintel sets it itself",
            "defaults.sslmode: \"maybe\" must be one of disable, prefer, require, verify-ca,"
                + " verify-full",
            "targets[0].statements.interval: \"9s\" must be from 10s to 1h",
            "targets[0].statements.intervall: unknown key; known here: interval,"
                + " statement_timeout, lock_timeout, round_trip_timeout, max_rows,"
                + " texts_min_interval, enabled",
            "targets[1].instance: \"a\" must be unique, and is also targets[0].instance",
            "targets[1].host: is missing and required",
            "targets[1].port: \"70000\" must be from 1 to 65535",
            "targets[2].password: the environment variable NOT_THERE is not set",
            "targets[3].ssl_root_cert: \"no-such-file\" must be a readable file",
            "targets[4].statements.round_trip_timeout: \"5s\" must be longer than"
                + " statements.statement_timeout (5s)",
            "targets[5].connect_timeout: \"soon\" " + Durations.FORM);
  }

  @Test
  void referencesAreResolved() throws Exception {
    Path file = Files.writeString(folder.resolve("secret"), "from file\n");
    IngestConfig config =
        parse(
            KAFKA
                + "targets: [{instance: a, host: 'db-${env:N}', user: u, password: '${file:"
                + file
                + "}'}]",
            Map.of("N", "7"));

    assertThat(config.targets().get(0).host()).isEqualTo("db-7");
    assertThat(config.targets().get(0).password().reveal()).isEqualTo("from file");
  }

  @Test
  void secretsAreNeverShown() throws Exception {
    IngestConfig config =
        parse(
            """
            kafka: {bootstrap_servers: k, properties: {sasl.jaas.config: hidden-1}}
            targets: [{instance: a, host: h, user: u, password: hidden-2}]
            """,
            Map.of());
    assertThat(config.toString()).contains("****").doesNotContain("hidden");

    assertThat(errors(KAFKA + "targets: [{instance: a, host: h, user: u, password: [hidden]}]"))
        .containsExactly("targets[0].password: must be a single value");
    assertThat(errors("targets: [{password: hidden, password: hidden}]\n").toString())
        .contains("must be valid YAML without repeated keys")
        .doesNotContain("hidden");
    assertThat(errors("password: 'hidden\n").toString()).doesNotContain("hidden");
  }

  @Test
  void aValueBehindAReferenceIsNotRepeated() {
    ConfigException wrong =
        catchThrowableOfType(
            ConfigException.class,
            () ->
                parse(
                    KAFKA + "targets: [{instance: a, host: h, user: u, port: '${env:P}'}]",
                    Map.of("P", "hidden")));
    assertThat(wrong.errors())
        .containsExactly("targets[0].port: \"${env:P}\" must be a whole number");
  }

  @Test
  void aFileWithoutTargetsOrThatIsMissingIsAnError() {
    assertThat(errors(KAFKA)).containsExactly("targets: must be a list of at least one target");
    assertThat(errors("just text"))
        .containsExactly("configuration file: must be a mapping with kafka and targets");
    assertThatThrownBy(() -> ConfigLoader.load(folder.resolve("absent.yaml")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("absent.yaml");
  }

  @Test
  void duplicateInstancesAreRefusedInCodeToo() {
    TargetConfig target = TargetConfig.of("a", "h", 1, "d", "u", Secret.NONE);
    assertThatThrownBy(() -> new IngestConfig("c", null, List.of(target, target)))
        .hasMessage("instance a: must be unique among targets");
  }

  private static IngestConfig parse(String yaml, Map<String, String> environment)
      throws ConfigException {
    return ConfigLoader.parse(yaml, environment);
  }

  private static List<String> errors(String yaml) {
    return catchThrowableOfType(ConfigException.class, () -> parse(yaml, Map.of())).errors();
  }
}
