package io.dbintel.ingest.capabilities;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileQuestionsTest {
  private final ProfileQuestions questions = ProfileQuestions.known();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "primary_conninfo",
        "archive_command",
        "restore_command",
        "recovery_end_command",
        "archive_cleanup_command",
        "ssl_passphrase_command",
        "ssl_key_file",
        "krb_server_keyfile",
        "primary_slot_name",
        "cluster_name",
        "application_name"
      })
  void whatMayHoldASecretIsNotAskedFor(String setting) {
    assertThat(questions.settings()).doesNotContain(setting);
  }

  @Test
  void noSettingSoundsLikeASecret() {
    assertThat(questions.settings())
        .filteredOn(
            name -> name.matches(".*(conninfo|command$|passphrase|key|secret|token|file$).*"))
        .isEmpty();
    assertThat(questions.settings())
        .filteredOn(name -> name.contains("password"))
        .containsExactly("password_encryption");
    assertThat(questions.settings()).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({
    "rds_superuser,,,,rds",
    "rds_superuser,rds,aurora_version,,aurora",
    ",rds,,,rds",
    "cloudsqlsuperuser,,,,cloudsql",
    "alloydbsuperuser,,,,alloydb",
    "cloudsqlsuperuser,alloydb,,,alloydb",
    "azure_pg_admin,,,,azure",
    ",azure,,,azure",
    "supabase_admin,,,,supabase",
    "neon_superuser,,,,neon",
    ",neon,,,neon",
    ",,,heroku_ext,heroku",
    "doadmin,,,,digitalocean",
    "tsdbadmin,,,,timescale",
    "avnadmin,,,,aiven",
    "_rdb_superadmin,,,,scaleway",
    "ibm-cloud-base-user,,,,ibm",
    "postgres,plpgsql,version,public,none",
    ",,,,none",
  })
  void aServiceIsKnownByAnyOfItsMarks(
      String role, String setting, String function, String schema, String service) {
    ManagedService.Marks marks =
        new ManagedService.Marks(of(role), of(setting), of(function), of(schema));
    assertThat(ManagedService.of(marks, questions.services())).isEqualTo(service);
  }

  private static Set<String> of(String name) {
    return name == null ? Set.of() : Set.of(name);
  }
}
