package io.dbintel.ingest.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.envelope.Outcome;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangeFilterTest {
  private final ChangeFilter filter = new ChangeFilter();

  @Test
  void theFirstTimeEveryRowIsPublished() {
    EntryRead all = settings(List.of(row("a", "1", 10L), row("b", "2", 10L)));
    assertThat(filter.apply(all, 0)).isSameAs(all);
  }

  @Test
  void thenOnlyRowsThatDiffer() {
    filter.apply(settings(List.of(row("a", "1", 10L), row("b", "2", 10L))), 0);
    EntryRead read =
        filter.apply(
            settings(List.of(row("a", "1", 20L), row("b", "3", 20L), row("c", null, 20L))), 1);
    assertThat(read.rows()).containsExactly(row("b", "3", 20L), row("c", null, 20L));
    assertThat(read.outcome()).isEqualTo(Outcome.PARTIAL);
    assertThat(read.reason()).isEqualTo("changes_only");
    assertThat(filter.apply(settings(List.of(row("b", "3", 30L))), 2).rows()).isEmpty();
  }

  @Test
  void aRowThatCameBackIsAChange() {
    filter.apply(settings(List.of(row("a", "1", 10L))), 0);
    filter.apply(settings(List.of()), 1);
    assertThat(filter.apply(settings(List.of(row("a", "1", 10L))), 2).rows()).hasSize(1);
  }

  @Test
  void everyHourAllOfThem() {
    filter.apply(settings(List.of(row("a", "1", 10L))), 0);
    EntryRead read =
        filter.apply(settings(List.of(row("a", "1", 10L))), Duration.ofHours(1).toNanos());
    assertThat(read.outcome()).isEqualTo(Outcome.OK);
    assertThat(read.rows()).hasSize(1);
  }

  private static EntryRead settings(List<List<Object>> rows) {
    return Reads.of("pg_settings", rows);
  }

  /** Name, value, unit, source, pending_restart, loaded_at. */
  private static List<Object> row(String name, String value, long loadedAt) {
    return Arrays.asList(name, value, null, "default", false, loadedAt);
  }
}
