package io.dbintel.local.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dbintel.ingest.capabilities.CachedTargetProfile;
import io.dbintel.ingest.capabilities.ServerProfile;
import io.dbintel.ingest.config.ClientCertificate;
import io.dbintel.ingest.config.Secret;
import io.dbintel.ingest.config.SslMode;
import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.ingest.postgres.FailureCode;
import io.dbintel.ingest.postgres.PollFailure;
import io.dbintel.ingest.postgres.Session;
import io.dbintel.ingest.postgres.Watchdog;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** TLS to real servers, with an authority made for the test. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsIT {
  private final Watchdog watchdog = new Watchdog();
  private TestAuthority authority;
  private TestAuthority other;
  private TestAuthority.Issued good;
  private MonitoredServer server;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    authority = TestAuthority.create(Files.createDirectory(folder.resolve("ours")));
    other = TestAuthority.create(Files.createDirectory(folder.resolve("others")));
    good = authority.issue("server", "ip:127.0.0.1", -1, 3);
    server = start(17, good);
  }

  @AfterAll
  void close() {
    server.close();
    watchdog.close();
  }

  @Test
  void theRightServerIsAcceptedAndTheConnectionEncrypted() throws Exception {
    ServerProfile profile = profileOf(target(SslMode.VERIFY_FULL, authority));
    assertThat(profile.traits()).contains(ServerProfile.TLS);
    assertThat(profileOf(target(SslMode.DISABLE, authority)).traits()).isEmpty();
  }

  @Test
  void aServerOfAnotherAuthorityIsRefused() {
    PollFailure failure = failureOf(target(SslMode.VERIFY_FULL, other));
    assertThat(failure.code()).isEqualTo(FailureCode.TLS_FAILED);
    assertThat(failure.getMessage()).contains("is not signed by an authority of ssl_root_cert");
    assertThat(failureOf(target(SslMode.VERIFY_CA, other)).getMessage())
        .isEqualTo(failure.getMessage().replace("verify-full", "verify-ca"));
  }

  @Test
  void anAuthorityOfTheJvmIsNotOurs() {
    PollFailure failure =
        failureOf(server.target("jvm").withSsl(SslMode.VERIFY_FULL, Optional.empty()));
    assertThat(failure.code()).isEqualTo(FailureCode.TLS_FAILED);
    assertThat(failure.getMessage()).contains("is not signed by an authority that the JVM trusts");
    assertThat(failure.fix()).contains("ssl_root_cert");
  }

  @Test
  void aServerOfAnotherNameIsRefused() throws Exception {
    TargetConfig byName =
        Targets.at(server.target("name"), "localhost", server.postgres().port())
            .withSsl(SslMode.VERIFY_FULL, Optional.of(authority.rootPem().toString()));
    PollFailure failure = failureOf(byName);
    assertThat(failure.code()).isEqualTo(FailureCode.TLS_FAILED);
    assertThat(failure.getMessage()).contains("is not for the name localhost");
    assertThat(failure.fix()).contains("verify-ca");
    assertThat(profileOf(byName.withSsl(SslMode.VERIFY_CA, byName.sslRootCert())).traits())
        .contains(ServerProfile.TLS);
  }

  @Test
  void anExpiredCertificateIsRefused() {
    try (MonitoredServer expired = start(16, authority.issue("expired", "ip:127.0.0.1", -10, 5))) {
      PollFailure failure =
          failureOf(
              expired
                  .target("expired")
                  .withSsl(SslMode.VERIFY_FULL, Optional.of(authority.rootPem().toString())));
      assertThat(failure.code()).isEqualTo(FailureCode.TLS_FAILED);
      assertThat(failure.getMessage()).contains("has expired or is not valid yet");
      assertThat(failure.fix()).contains("renew");
    }
  }

  @Test
  void aServerWithoutTlsIsToldFromOneThatIsWrong() {
    try (MonitoredServer plain = MonitoredServer.start(15, Map.of())) {
      PollFailure failure =
          failureOf(
              plain
                  .target("plain")
                  .withSsl(SslMode.VERIFY_FULL, Optional.of(authority.rootPem().toString())));
      assertThat(failure.code()).isEqualTo(FailureCode.TLS_FAILED);
      assertThat(failure.getMessage()).contains("does not offer TLS");
      assertThat(failure.fix()).contains("ssl = on");
    }
  }

  @Test
  void aFileOfAuthoritiesThatHoldsNoneIsNamed() throws Exception {
    Path empty = Files.createTempFile("no-authority", ".pem");
    Files.writeString(empty, "no certificate");
    PollFailure failure =
        failureOf(
            server.target("empty").withSsl(SslMode.VERIFY_FULL, Optional.of(empty.toString())));
    Files.delete(empty);
    assertThat(failure.code()).isEqualTo(FailureCode.TLS_FAILED);
    assertThat(failure.getMessage()).contains("ssl_root_cert").contains("cannot be used");
  }

  @Test
  void aMissingPasswordIsNoFailureOfTls() {
    for (SslMode mode : new SslMode[] {SslMode.VERIFY_FULL, SslMode.REQUIRE, SslMode.DISABLE}) {
      TargetConfig nameless =
          TargetConfig.of(
                  "nameless",
                  "127.0.0.1",
                  server.postgres().port(),
                  "postgres",
                  MonitoredServer.MONITOR,
                  Secret.NONE)
              .withSsl(mode, Optional.of(authority.rootPem().toString()));
      PollFailure failure = failureOf(nameless);
      assertThat(failure.code()).as(failure.getMessage()).isEqualTo(FailureCode.WRONG_PASSWORD);
      assertThat(failure.getMessage()).contains("no password is configured");
    }
  }

  @Test
  void aClientCertificateLogsIn() throws Exception {
    try (MonitoredServer strict = start(18, good)) {
      strict.runUnseen("ALTER SYSTEM SET ssl_ca_file = '%s'".formatted(authority.rootPem()));
      strict.createRole("certified");
      Path hba = strict.postgres().dataDirectory().resolve("pg_hba.conf");
      String rest = Files.readString(hba);
      Files.writeString(
          hba,
          "hostssl all certified 127.0.0.1/32 cert\n" + rest,
          StandardOpenOption.TRUNCATE_EXISTING);
      strict.postgres().restartCleanly();
      TargetConfig without =
          TargetConfig.of(
                  "certified",
                  "127.0.0.1",
                  strict.postgres().port(),
                  "postgres",
                  "certified",
                  Secret.NONE)
              .withSsl(SslMode.VERIFY_FULL, Optional.of(authority.rootPem().toString()));
      PollFailure refused = failureOf(without);
      assertThat(refused.code()).as(refused.getMessage()).isEqualTo(FailureCode.LOGIN_REFUSED);

      TestAuthority.Issued own = authority.issue("certified", "", -1, 3);
      ClientCertificate certificate =
          new ClientCertificate(own.certificatePem().toString(), own.keyDer().toString());
      assertThat(profileOf(without.withClientCertificate(certificate)).traits())
          .contains(ServerProfile.TLS);
    }
  }

  private TargetConfig target(SslMode mode, TestAuthority trusted) {
    return server.target("tls").withSsl(mode, Optional.of(trusted.rootPem().toString()));
  }

  private ServerProfile profileOf(TargetConfig target) throws PollFailure {
    try (Session session = Session.open(target, watchdog)) {
      return new CachedTargetProfile(target).get(session);
    }
  }

  private PollFailure failureOf(TargetConfig target) {
    PollFailure failure = catchThrowableOfType(PollFailure.class, () -> profileOf(target));
    assertThat(failure).as("the connection must be refused").isNotNull();
    assertThat((failure.getMessage() + failure.fix()).getBytes(StandardCharsets.UTF_8).length)
        .isLessThan(500);
    return failure;
  }

  private static MonitoredServer start(int major, TestAuthority.Issued certificate) {
    return MonitoredServer.start(
        major,
        Map.of(
            "ssl", "on",
            "ssl_cert_file", certificate.certificatePem().toString(),
            "ssl_key_file", certificate.keyPem().toString()));
  }
}
