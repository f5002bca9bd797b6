package io.dbintel.ingest.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecurityOptionsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "none, none, prefer",
        "'ssl_root_cert: FILE', none, verify-full",
        "none, 'ssl_root_cert: FILE', verify-full",
        "'ssl_root_cert: FILE, sslmode: verify-ca', none, verify-ca",
        "'sslmode: require', 'ssl_root_cert: FILE', require",
        "'ssl_root_cert: FILE', 'sslmode: require', require",
      })
  void withAnAuthorityTheServerIsVerified(String own, String defaults, String mode)
      throws Exception {
    Path file = Files.writeString(folder.resolve("ca.pem"), "x");
    TargetConfig target =
        target(
            (own == null ? "" : own).replace("FILE", file.toString()),
            (defaults == null ? "" : defaults).replace("FILE", file.toString()));
    assertThat(target.sslMode()).hasToString(mode);
  }

  @Test
  void aClientCertificateNeedsItsKeyAndAnAuthority() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "x");
    assertThat(target("ssl_cert: F, ssl_key: F".replace("F", file.toString()), ""))
        .extracting(TargetConfig::clientCertificate)
        .isEqualTo(java.util.Optional.of(new ClientCertificate(file.toString(), file.toString())));
    assertThat(errors("ssl_cert: '" + file + "'"))
        .containsExactly("targets[0].ssl_cert: must be given together with ssl_key");
    assertThat(
            errors("sslmode: verify-full, ssl_cert: F, ssl_key: F".replace("F", file.toString())))
        .containsExactly("targets[0].ssl_cert: must be given with ssl_root_cert");
    assertThat(errors("ssl_cert: no-such-file, ssl_key: no-such-file"))
        .containsExactly(
            "targets[0].ssl_cert: \"no-such-file\" must be a readable file",
            "targets[0].ssl_key: \"no-such-file\" must be a readable file");
  }

  @Test
  void aPasswordInAFileIsReadEachTime() throws Exception {
    Path file = Files.writeString(folder.resolve("password"), "old\n");
    Secret password = target("password: 'x-${file:" + file + "}'", "").password();
    assertThat(password.reveal()).isEqualTo("x-old");
    Files.writeString(file, "new\n");
    assertThat(password.reveal()).isEqualTo("x-new");
    Files.delete(file);
    assertThatThrownBy(password::reveal)
        .isInstanceOf(SecretException.class)
        .hasMessageContaining(file.toString());
    assertThat(password).hasToString("****");
  }

  @Test
  void twoSecretsAreEqualWhenTheyStandAtTheSamePlace() throws Exception {
    Path file = Files.writeString(folder.resolve("password"), "p");
    String own = "password: '${file:" + file + "}'";
    assertThat(target(own, "").password()).isEqualTo(target(own, "").password());
    assertThat(target(own, "").password()).isNotEqualTo(Secret.of("p"));
    assertThat(Secret.of("p")).isEqualTo(Secret.of("p")).isNotEqualTo(Secret.of("q"));
  }

  @Test
  void addressesHoldNoCredentialsAndErrorsDoNotRepeatThem() {
    List<String> errors =
        catchThrowableOfType(
                ConfigException.class,
                () ->
                    ConfigLoader.parse(
                        """
                        kafka: {bootstrap_servers: 'SASL_SSL://u:planted-secret@k:1'}
                        telemetry: {endpoint: 'http://u:planted-secret@collector:4318'}
                        targets:
                          - {instance: a, host: 'postgresql://u:planted-secret@h/d', user: u}
                          - {instance: b, host: 'h/d', user: u}
                          - {instance: c, host: h, user: u, port: 'u:planted-secret@5432'}
                        """,
                        Map.of()))
            .errors();
    assertThat(errors)
        .containsExactlyInAnyOrder(
            "kafka.bootstrap_servers: **** " + Rule.withoutCredentials().words(),
            "telemetry.endpoint: **** " + Rule.withoutCredentials().words(),
            "targets[0].host: **** " + Rule.hostName().words(),
            "targets[1].host: \"h/d\" " + Rule.hostName().words(),
            "targets[2].port: **** must be a whole number");
  }

  private TargetConfig target(String own, String defaults) throws ConfigException {
    return ConfigLoader.parse(yaml(own, defaults), Map.of()).targets().get(0);
  }

  private static List<String> errors(String own) {
    return catchThrowableOfType(
            ConfigException.class, () -> ConfigLoader.parse(yaml(own, ""), Map.of()))
        .errors();
  }

  private static String yaml(String own, String defaults) {
    return """
    kafka: {bootstrap_servers: 'k:9092'}
    defaults: {%s}
    targets: [{instance: a, host: h, user: u%s}]
    """
        .formatted(defaults, own.isEmpty() ? "" : ", " + own);
  }
}
