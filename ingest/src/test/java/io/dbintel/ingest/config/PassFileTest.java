package io.dbintel.ingest.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PassFileTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "db:5432:shop:mon:secret|secret",
        "db:5432:shop:mon:se:cr:et|se:cr:et",
        "db:5432:shop:mon:se\\:cr\\\\et|se:cr\\et",
        "*:*:*:*:any|any",
        "other:*:*:*:no|''",
        "db:5433:*:*:no|''",
        "db:*:shop2:*:no|''",
        "db:*:*:monitor:no|''",
        "*:*:*:\\*:escaped star is a name|''",
        "#db:5432:shop:mon:comment|''",
        "db:5432:shop:too few|''",
        "'db:5432:shop:mon: spaces count '|' spaces count '",
        "db:5432:shop:mon:|''",
      })
  void aLineThatFitsHasThePassword(String line, String password) throws Exception {
    Path file = write(line + "\n");
    assertThat(secret(file, "db", "mon").forDatabase("shop").reveal()).isEqualTo(password);
  }

  @Test
  void namesWithColonsAndBackslashesAreEscaped() throws Exception {
    Path file = write("2001\\:db8\\:\\:1:*:*:a\\\\b:six\r\n");
    assertThat(secret(file, "2001:db8::1", "a\\b").reveal()).isEqualTo("six");
  }

  @Test
  void theFirstLineThatFitsCountsForEachDatabase() throws Exception {
    Path file = write("db:*:shop:mon:one\ndb:*:*:mon:two\n*:*:shop:*:three\n");
    Secret secret = secret(file, "db", "mon");
    assertThat(secret.forDatabase("shop").reveal()).isEqualTo("one");
    assertThat(secret.forDatabase("stock").reveal()).isEqualTo("two");
    assertThat(secret).hasToString("****");
  }

  @Test
  void aChangeIsSeenAtOnce() throws Exception {
    Path file = write("*:*:*:*:old\n");
    Secret secret = secret(file, "db", "mon");
    assertThat(secret.reveal()).isEqualTo("old");
    write("*:*:*:*:new\n");
    assertThat(secret.reveal()).isEqualTo("new");
    Files.delete(file);
    assertThatThrownBy(secret::reveal).hasMessageContaining("cannot be read as UTF-8 text");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-rw-rw-"})
  void aFileThatOthersMayReadIsRefused(String permissions) throws Exception {
    Path file = write("*:*:*:*:planted-secret\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    assertThatThrownBy(() -> secret(file, "db", "mon").reveal())
        .isInstanceOf(SecretException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("chmod 600")
        .hasMessageNotContaining("planted-secret");
  }

  @Test
  void theUsualFileNeedNotExist() throws Exception {
    assertThat(PassFile.usual(Map.of())).isEmpty();
    Map<String, String> home = Map.of("HOME", folder.toString());
    Secret usual = PassFile.usual(home).orElseThrow().passwordOf("db", 5432, "mon");
    assertThat(usual.isEmpty()).isTrue();
    Path file = folder.resolve(".pgpass");
    Files.writeString(file, "*:*:*:mon:home\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    assertThat(usual.reveal()).isEqualTo("home");
    Path other = write("*:*:*:mon:elsewhere\n");
    assertThat(
            PassFile.usual(Map.of("HOME", folder.toString(), "PGPASSFILE", other.toString()))
                .orElseThrow()
                .passwordOf("db", 5432, "mon")
                .reveal())
        .isEqualTo("elsewhere");
  }

  @Test
  void aTargetWithoutPasswordTakesIt() throws Exception {
    Path file = write("h:7000:d:u:from the file\n");
    String yaml =
        """
        kafka: {bootstrap_servers: 'k:1'}
        targets: [{instance: a, host: h, port: 7000, database: d, user: u, passfile: '%s'}]
        """
            .formatted(file);
    TargetConfig target = ConfigLoader.parse(yaml, Map.of()).targets().get(0);
    assertThat(target.password().forDatabase(target.database()).reveal())
        .isEqualTo("from the file");
    assertThat(target.toString()).doesNotContain("from the file");

    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    ConfigException open =
        catchThrowableOfType(ConfigException.class, () -> ConfigLoader.parse(yaml, Map.of()));
    assertThat(open.errors())
        .containsExactly(
            "targets[0].passfile: the password file "
                + file
                + " must be closed to group and others (chmod 600)");
  }

  private static Secret secret(Path file, String host, String user) {
    return PassFile.named(file.toString()).passwordOf(host, 5432, user);
  }

  private Path write(String content) throws IOException {
    Path file = folder.resolve("passwords");
    Files.writeString(file, content);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }
}
