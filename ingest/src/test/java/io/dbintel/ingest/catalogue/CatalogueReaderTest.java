package io.dbintel.ingest.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogueReaderTest {
  private static final String GOOD =
      """
      entries:
        - name: queue_depth
          category: queue_depth
          description: Messages that wait.
          scope: database
          interval: 30s
          sql: SELECT 'a;b'::text AS queue, 3 AS depth -- no; end
          columns:
            - {name: queue, kind: identity}
            - {name: depth, kind: gauge, unit: "{message}", metric: app.queue.depth}
      """;

  @TempDir Path folder;

  @Test
  void theUsersEntriesJoinTheBuiltInOnes() throws Exception {
    Catalogue catalogue = Catalogue.of(Optional.of(write(GOOD).toString()));
    assertThat(catalogue.categories()).contains("queue_depth", "databases");
    CatalogueEntry entry =
        catalogue.choose("queue_depth", Profiles.primary(16)).entry().orElseThrow();
    assertThat(entry.ownEntry()).isTrue();
    assertThat(entry.interval()).isEqualTo(Duration.ofSeconds(30));
    assertThat(entry.query(Profiles.primary(16), 5).sql()).contains("'a;b'");
  }

  @Test
  void allThatIsWrongIsSaidAtOnce() throws Exception {
    String bad =
        """
        entries:
          - name: Bad-Name
            category: databases
            scope: server
            interval: soon
            priority: 5000
            colour: red
            requires:
              servers: new
              role: master
              settings: {work_mem: {}}
              managed: {on: rds}
            sql: SELECT 1; DROP TABLE t
            busiest: nothing
            columns:
              - {name: a, kind: count}
              - {name: a, kind: gauge, metric: M}
              - {name: b, kind: identity, metric: m.x, free_text: yes please}
          - name: pg_stat_database
            category: databases
            description: Mine.
            scope: database
            interval: 10s
            sql: UPDATE t SET a = 1
            columns: [{name: a, kind: info}]
          - name: mine
            category: statements
            description: Mine.
            scope: server
            interval: 10s
            sql: SELECT :limit, :schema(hstore).x AS a
            columns: [{name: a, kind: info}]
        """;
    Path file = write(bad);
    String at = "catalogue " + file + ": entry ";
    assertThatThrownBy(() -> Catalogue.with(file))
        .isInstanceOfSatisfying(
            CatalogueException.class,
            broken ->
                assertThat(broken.errors())
                    .contains(
                        at
                            + "Bad-Name: name: \"Bad-Name\" must be 1 to 63 lower-case letters,"
                            + " digits or _ and start with a letter",
                        at + "Bad-Name: description: is missing and required",
                        at
                            + "Bad-Name: interval: \"soon\" must be a duration such as 500ms, 30s,"
                            + " 5m or 1h, from 1s to 24h",
                        at + "Bad-Name: priority: \"5000\" must be a number from 0 to 1000",
                        at
                            + "Bad-Name: requires: servers: \"new\" must be versions such as 14-,"
                            + " 13-16, 18, 1.8- or *",
                        at + "Bad-Name: requires: role: \"master\" must be primary or replica",
                        at
                            + "Bad-Name: requires: settings.work_mem: must hold one of equals and"
                            + " at_least",
                        at + "Bad-Name: requires: managed: on: unknown key; known here: in, not_in",
                        at + "Bad-Name: sql: must be one statement without a semicolon",
                        at + "Bad-Name: busiest: \"nothing\" must be one of columns",
                        at
                            + "Bad-Name: columns[0]: kind: \"count\" must be one of counter, gauge,"
                            + " sum, identity, time, reset, info",
                        at
                            + "Bad-Name: columns[1]: unit: is missing and required for kind"
                            + " counter, gauge or sum",
                        at
                            + "Bad-Name: columns[1]: metric: \"M\" must be lower-case letters,"
                            + " digits, _ and dots",
                        at + "Bad-Name: columns[1]: \"a\" must not stand twice",
                        at
                            + "Bad-Name: columns[2]: metric: must stand with kind counter, gauge or"
                            + " sum only",
                        at
                            + "Bad-Name: columns[2]: free_text: \"yes please\" must be true or"
                            + " false",
                        at
                            + "pg_stat_database: name: \"pg_stat_database\" must not be in use"
                            + " already",
                        at
                            + "pg_stat_database: scope: \"database\" must be server as in the other"
                            + " entries of category databases",
                        at
                            + "pg_stat_database: sql: must begin with SELECT, WITH, VALUES or"
                            + " TABLE",
                        at
                            + "mine: sql: \":limit\" must be :max_rows, :settings_allowed or"
                            + " :schema(EXTENSION)",
                        at
                            + "mine: sql: \":schema(hstore)\" must name an extension of"
                            + " requires.extensions",
                        at
                            + "mine: category: \"statements\" must not be one whose queries are"
                            + " part of dbintel")
                    .anyMatch(error -> error.contains("colour: unknown key; known here: name,")));
  }

  @Test
  void brokenYamlIsNamedWithItsLine() throws Exception {
    Path file = write("entries:\n  - {name: a, name: b}\n");
    assertThatThrownBy(() -> Catalogue.with(file))
        .isInstanceOf(CatalogueException.class)
        .hasMessage("catalogue " + file + ", line 2: must be valid YAML without repeated keys");
  }

  @Test
  void aMissingFileIsNamed() {
    Path file = folder.resolve("absent.yaml");
    assertThatThrownBy(() -> Catalogue.with(file))
        .hasMessage("catalogue " + file + ": must exist and be readable UTF-8 text");
  }

  @Test
  void theUserCannotDeclareAnEntryBuiltIn() throws Exception {
    Path file = write(GOOD.replace("interval: 30s", "interval: 30s\n    built_in: true"));
    assertThatThrownBy(() -> Catalogue.with(file)).hasMessageContaining("built_in: unknown key");
  }

  @Test
  void withoutAFileTheBuiltInCatalogueIsUsed() throws Exception {
    assertThat(Catalogue.of(Optional.empty())).isSameAs(Catalogue.builtIn());
  }

  private Path write(String yaml) throws IOException {
    return Files.writeString(folder.resolve("own.yaml"), yaml);
  }

  @Test
  void errorsAreAList() {
    assertThat(new CatalogueException(List.of("a", "b"))).hasMessage("a\nb");
  }
}
