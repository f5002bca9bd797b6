package io.dbintel.ingest.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.ingest.config.Scrub;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

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

  private static List<Object> client(String address) {
    return Arrays.asList(address, 7L, null, null, null, null, null, null);
  }
}
