package io.dbintel.ingest.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.ingest.catalogue.Catalogue;
import io.dbintel.ingest.config.Scrub;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreeTextTest {
  private static final EntryRead CLIENTS =
      Reads.of(
          "replication_clients", List.of(client("10.1.2.3"), client("10.1.2.4"), client("unix")));

  @Test
  void atTheEdgeAddressesGoAndRowsStayApart() {
    List<List<Object>> rows = new FreeText(Scrub.EDGE).apply(CLIENTS, 17).rows();
    assertThat(rows.toString()).doesNotContain("10.1.2");
    assertThat(rows.stream().map(row -> row.get(0))).doesNotHaveDuplicates().contains("unix");
    assertThat(rows.get(1).get(1)).isEqualTo(7L);
  }

  @Test
  void elsewhereNothingChanges() {
    assertThat(new FreeText(Scrub.JOB).apply(CLIENTS, 17)).isSameAs(CLIENTS);
  }

  @Test
  void namesOfTablesAndDatabasesAreNoFreeText() {
    EntryRead ages =
        Reads.of("database_ages", List.of(Arrays.asList("ann@example.com", 1L, 2L, null)));
    assertThat(new FreeText(Scrub.EDGE).apply(ages, 17)).isSameAs(ages);
  }

  @Test
  void freeTextThatIdentifiesNothingGoesTooAndKeepsItsRows(@TempDir Path folder) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("own.yaml"),
            """
            entries:
              - name: signups
                category: signups
                description: The last sign-up of each shop.
                scope: server
                interval: 30s
                sql: SELECT 'a'::text AS shop, 'b'::text AS latest
                columns:
                  - {name: shop, kind: identity}
                  - {name: latest, kind: info, free_text: true}
            """);
    EntryRead read =
        Reads.of(
            Catalogue.of(Optional.of(file.toString())),
            "signups",
            List.of(
                Arrays.asList("north", "ann@example.com"),
                Arrays.asList("south", "bob@example.com"),
                Arrays.asList("west", null)));
    List<List<Object>> rows = new FreeText(Scrub.EDGE).apply(read, 17).rows();
    assertThat(rows.toString()).doesNotContain("example.com", "#");
    assertThat(rows.stream().map(row -> row.get(0))).containsExactly("north", "south", "west");
    assertThat(rows.get(2).get(1)).isNull();
  }

  private static List<Object> client(String address) {
    return Arrays.asList(address, 7L, null, null, null, null, null, null);
  }
}
