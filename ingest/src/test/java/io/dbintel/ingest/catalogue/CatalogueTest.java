package io.dbintel.ingest.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.ingest.capabilities.ServerProfile;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogueTest {
  private static final Catalogue CATALOGUE = Catalogue.builtIn();

  @ParameterizedTest
  @CsvSource({
    "13, pg_stat_bgwriter, , ",
    "14, pg_stat_bgwriter, pg_stat_wal, ",
    "16, pg_stat_bgwriter, pg_stat_wal, pg_stat_io",
    "17, pg_stat_bgwriter_and_checkpointer, pg_stat_wal, pg_stat_io",
    "18, pg_stat_bgwriter_and_checkpointer, pg_stat_wal, pg_stat_io"
  })
  void theReleaseDecidesWhichEntryIsInUse(int major, String bgwriter, String wal, String io) {
    ServerProfile profile = Profiles.primary(major);
    assertThat(chosen(profile, "bgwriter")).isEqualTo(bgwriter);
    assertThat(chosen(profile, "wal")).isEqualTo(wal);
    assertThat(chosen(profile, "io")).isEqualTo(io);
  }

  @Test
  void theBestEntryThatHoldsIsInUseAndTheOthersSayWhy() {
    Choice choice = CATALOGUE.choose("statements", Profiles.primary(17));
    assertThat(choice.entry().map(CatalogueEntry::name)).contains("pg_stat_statements");
    Map<String, List<String>> reasons =
        choice.rejected().stream()
            .collect(
                Collectors.toMap(rejected -> rejected.entry().name(), Choice.Rejected::reasons));
    assertThat(reasons)
        .containsEntry(
            "pg_stat_statements_io_timing", List.of("setting track_io_timing is off; needs on"))
        .containsEntry(
            "pg_stat_monitor",
            List.of(
                "extension pg_stat_monitor is not installed",
                "pg_stat_monitor is not in shared_preload_libraries"))
        .containsEntry("pg_stat_activity_statements", List.of());
  }

  @Test
  void withoutExtensionsSamplesStandInForStatements() {
    ServerProfile bare =
        Profiles.profile(16, false, "none", Map.of(), Set.of(), Map.of(), Set.of());
    Choice choice = CATALOGUE.choose("statements", bare);
    assertThat(choice.entry().map(CatalogueEntry::kind)).contains(SourceKind.SAMPLED);
  }

  @Test
  void ioTimingComesFirst() {
    ServerProfile timed =
        Profiles.profile(
            16,
            false,
            "none",
            Map.of("pg_stat_statements", "1.10"),
            Set.of("pg_stat_statements"),
            Map.of("track_io_timing", "on"),
            Set.of());
    assertThat(chosen(timed, "statements")).isEqualTo("pg_stat_statements_io_timing");
  }

  @Test
  void aReplicaIsAskedOtherQuestions() {
    ServerProfile replica =
        Profiles.profile(
            17, true, "none", Map.of(), Set.of(), Map.of(), Set.of("pg_read_all_stats"));
    assertThat(chosen(replica, "wal_receiver")).isEqualTo("pg_stat_wal_receiver");
    assertThat(chosen(replica, "recovery")).isEqualTo("recovery");
    assertThat(CATALOGUE.choose("wal_position", replica).rejected().get(0).reasons())
        .containsExactly("the server is a replica; needs primary");
    assertThat(chosen(Profiles.primary(17), "wal_receiver")).isNull();
  }

  @Test
  void aManagedServiceMayNotOfferAnEntry() {
    ServerProfile aurora =
        Profiles.profile(16, false, "aurora", Map.of(), Set.of(), Map.of(), Set.of("pg_monitor"));
    assertThat(CATALOGUE.choose("wal_directory", aurora).rejected().get(0).reasons())
        .containsExactly("it is not offered by managed service aurora");
  }

  @Test
  void aMissingGrantIsNamed() {
    ServerProfile poor =
        Profiles.profile(16, false, "none", Map.of(), Set.of(), Map.of(), Set.of());
    assertThat(CATALOGUE.choose("wal_directory", poor).rejected().get(0).reasons())
        .containsExactly("the role lacks pg_monitor");
  }

  @Test
  void eachCategoryOfSqlHasOneQuestionAndOneScope() {
    Map<String, Set<Scope>> scopes =
        CATALOGUE.entries().stream()
            .collect(
                Collectors.groupingBy(
                    CatalogueEntry::category,
                    Collectors.mapping(CatalogueEntry::scope, Collectors.toSet())));
    assertThat(scopes.values()).allSatisfy(one -> assertThat(one).hasSize(1));
  }

  @Test
  void everyEntryThatNeedsAnExtensionSaysThatItIsUntestedUnlessTheTestServersHaveIt() {
    for (CatalogueEntry entry : CATALOGUE.entries()) {
      boolean foreign =
          entry.requirements().extensions().keySet().stream()
              .anyMatch(extension -> !extension.equals("pg_stat_statements"));
      assertThat(entry.untested() != null).as(entry.name()).isEqualTo(foreign);
    }
  }

  @Test
  void linesOfOtherReleasesAreNotInTheQuery() {
    CatalogueEntry databases = named("pg_stat_database");
    assertThat(databases.query(Profiles.primary(13), 100).sql())
        .doesNotContain("session_time", "servers:");
    assertThat(databases.query(Profiles.primary(14), 100).sql())
        .contains("session_time")
        .doesNotContain("parallel_workers");
    assertThat(databases.query(Profiles.primary(18), 100).sql()).contains("parallel_workers");
  }

  @ParameterizedTest
  @ValueSource(ints = {13, 14, 15, 16, 17, 18})
  void leavingLinesOutLeavesNoCommaBehind(int major) {
    for (CatalogueEntry entry : CATALOGUE.entries()) {
      if (!entry.builtIn()) {
        assertThat(entry.query(Profiles.primary(major), 100).sql())
            .as(entry.name())
            .doesNotContainPattern(",\\s*FROM pg_");
      }
    }
  }

  @Test
  void placeholdersBecomeLimitsListsAndQuotedSchemas() {
    ServerProfile profile =
        Profiles.profile(16, false, "none", Map.of("vector", "0.7"), Set.of(), Map.of(), Set.of());
    assertThat(named("vector_searches").query(profile, 7).sql())
        .contains("\"public\".pg_stat_statements")
        .doesNotContain(":schema");
    assertThat(named("table_sizes").query(profile, 7).sql())
        .contains("r.place > 7", "dbintel_place <= 7")
        .doesNotContain(":max_rows");
    assertThat(named("pg_settings").query(profile, 7).sql())
        .contains("'work_mem'")
        .doesNotContain("primary_conninfo", "archive_command");
  }

  @Test
  void noSettingThatMayHoldASecretIsAllowed() {
    Pattern secret = Pattern.compile("conninfo|_command$|passphrase|_file$|_dir$|directory|_key");
    assertThat(AllowedSettings.NAMES)
        .isNotEmpty()
        .allSatisfy(name -> assertThat(name).matches("[a-z_]+(\\.[a-z_]+)?"));
    assertThat(AllowedSettings.NAMES.stream().filter(name -> secret.matcher(name).find()))
        .isEmpty();
  }

  private static String chosen(ServerProfile profile, String category) {
    return CATALOGUE.choose(category, profile).entry().map(CatalogueEntry::name).orElse(null);
  }

  private static CatalogueEntry named(String name) {
    return CATALOGUE.entries().stream()
        .collect(Collectors.toMap(CatalogueEntry::name, Function.identity()))
        .get(name);
  }
}
