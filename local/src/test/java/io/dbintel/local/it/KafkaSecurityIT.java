package io.dbintel.local.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dbintel.ingest.config.ConfigLoader;
import io.dbintel.ingest.config.KafkaConfig;
import io.dbintel.ingest.publish.KafkaPublisher;
import io.dbintel.ingest.publish.OutgoingRecord;
import io.dbintel.ingest.publish.PublishException;
import io.dbintel.local.FreePort;
import io.dbintel.local.kafka.EmbeddedKafka;
import io.dbintel.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** TLS and SASL to a real broker, with what kafka.properties passes on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KafkaSecurityIT {
  private static final String MODULE =
      "org.apache.kafka.common.security.plain.PlainLoginModule required";
  private static final String PASSWORD = "right-but-secret";

  private final int port = FreePort.find();
  private Path folder;
  private TestAuthority authority;
  private EmbeddedKafka kafka;

  @BeforeAll
  void start(@TempDir Path newFolder) throws Exception {
    folder = newFolder;
    authority = TestAuthority.create(Files.createDirectory(folder.resolve("ours")));
    kafka = EmbeddedKafka.start(brokerSettings(authority.issue("broker", "ip:127.0.0.1", -1, 3)));
  }

  @AfterAll
  void close() {
    kafka.close();
  }

  @Test
  void recordsArriveOverTlsWithALogin() throws Exception {
    KafkaConfig config = config(PASSWORD, authority.trustStore());
    KafkaPublisher publisher = KafkaPublisher.open(config);
    try (publisher) {
      byte[] value = "{}".getBytes(StandardCharsets.UTF_8);
      assertThat(
              publisher.publish(
                  new OutgoingRecord(Topic.CAPABILITIES, "a", 1_760_000_000_000L, value, () -> {})))
          .isTrue();
    }
    assertThat(publisher.counters().of(Topic.CAPABILITIES).records()).isEqualTo(1);
    assertThat(publisher.counters().total().lost()).isZero();
  }

  @Test
  void aWrongPasswordIsToldWithoutIt() throws Exception {
    PublishException refused = refused(config("wrong-and-secret", authority.trustStore()));
    assertThat(refused.getMessage())
        .contains("Kafka at 127.0.0.1:" + port)
        .contains("SaslAuthenticationException")
        .contains("security settings in kafka.properties")
        .doesNotContain("secret");
  }

  @Test
  void aBrokerOfAnotherAuthorityIsRefused() throws Exception {
    TestAuthority other = TestAuthority.create(Files.createDirectory(folder.resolve("others")));
    PublishException refused = refused(config(PASSWORD, other.trustStore()));
    assertThat(refused.getMessage())
        .contains("SslAuthenticationException")
        .doesNotContain("secret");
  }

  private static PublishException refused(KafkaConfig config) {
    return catchThrowableOfType(PublishException.class, () -> KafkaPublisher.open(config).close());
  }

  private KafkaConfig config(String password, Path trusted) throws Exception {
    Path jaas =
        Files.writeString(
            folder.resolve("jaas"),
            MODULE + " username=\"dbintel\" password=\"%s\";".formatted(password));
    Path file =
        Files.writeString(
            folder.resolve("c.yaml"),
            """
            kafka:
              bootstrap_servers: 127.0.0.1:%d
              flush_timeout: 20s
              properties:
                security.protocol: SASL_SSL
                sasl.mechanism: PLAIN
                sasl.jaas.config: ${file:%s}
                ssl.truststore.location: %s
                ssl.truststore.password: %s
                ssl.truststore.type: PKCS12
            targets: [{instance: a, host: h, user: u}]
            """
                .formatted(port, jaas, trusted, TestAuthority.STORE_PASSWORD));
    return ConfigLoader.load(file).kafka();
  }

  private Map<String, String> brokerSettings(TestAuthority.Issued certificate) {
    String plain = "PLAINTEXT://127.0.0.1:" + FreePort.find();
    String secure = "SASL_SSL://127.0.0.1:" + port;
    String controller = "127.0.0.1:" + FreePort.find();
    Map<String, String> settings = new HashMap<>();
    settings.put("listeners", "%s,%s,CONTROLLER://%s".formatted(plain, secure, controller));
    settings.put("advertised.listeners", plain + "," + secure);
    settings.put(
        "listener.security.protocol.map",
        "PLAINTEXT:PLAINTEXT,SASL_SSL:SASL_SSL,CONTROLLER:PLAINTEXT");
    settings.put("controller.quorum.voters", "1@" + controller);
    settings.put("sasl.enabled.mechanisms", "PLAIN");
    settings.put(
        "listener.name.sasl_ssl.plain.sasl.jaas.config",
        MODULE + " username=\"broker\" password=\"b\" user_dbintel=\"" + PASSWORD + "\";");
    settings.put("ssl.keystore.type", "PKCS12");
    settings.put("ssl.keystore.location", certificate.keyStore().toString());
    settings.put("ssl.keystore.password", TestAuthority.STORE_PASSWORD);
    settings.put("ssl.key.password", TestAuthority.STORE_PASSWORD);
    return settings;
  }
}
