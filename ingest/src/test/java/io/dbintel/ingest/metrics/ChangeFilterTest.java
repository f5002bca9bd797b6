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
    assertThat(told(all, 0)).isSameAs(all);
  }

  @Test
  void thenOnlyRowsThatDiffer() {
    told(settings(List.of(row("a", "1", 10L), row("b", "2", 10L))), 0);
    EntryRead read =
        told(settings(List.of(row("a", "1", 20L), row("b", "3", 20L), row("c", null, 20L))), 1);
    assertThat(read.rows()).containsExactly(row("b", "3", 20L), row("c", null, 20L));
    assertThat(read.outcome()).isEqualTo(Outcome.PARTIAL);
    assertThat(read.reason()).isEqualTo("changes_only");
    assertThat(told(settings(List.of(row("b", "3", 30L))), 2).rows()).isEmpty();
  }

  @Test
  void aRowThatCameBackIsAChange() {
    told(settings(List.of(row("a", "1", 10L))), 0);
    told(settings(List.of()), 1);
    assertThat(told(settings(List.of(row("a", "1", 10L))), 2).rows()).hasSize(1);
  }

  @Test
  void everyHourAllOfThem() {
    told(settings(List.of(row("a", "1", 10L))), 0);
    EntryRead read = told(settings(List.of(row("a", "1", 10L))), Duration.ofHours(1).toNanos());
    assertThat(read.outcome()).isEqualTo(Outcome.OK);
    assertThat(read.rows()).hasSize(1);
  }

  @Test
  void whatWasRefusedIsToldAgain() {
    told(settings(List.of(row("a", "1", 10L))), 0);
    EntryRead changed = settings(List.of(row("a", "2", 20L)));
    assertThat(filter.apply(changed, 1).rows()).containsExactly(row("a", "2", 20L));
    assertThat(filter.apply(changed, 2).rows()).containsExactly(row("a", "2", 20L));
    filter.accepted();
    assertThat(filter.apply(changed, 3).rows()).isEmpty();
  }

  @Test
  void aFirstTimeThatWasRefusedIsStillTheFirst() {
    EntryRead all = settings(List.of(row("a", "1", 10L)));
    filter.apply(all, 0);
    assertThat(filter.apply(all, 1)).isSameAs(all);
  }

  @Test
  void afterALossEverythingIsToldAgainEvenWhenItCameBeforeTheAcceptance() {
    EntryRead all = settings(List.of(row("a", "1", 10L), row("b", "2", 10L)));
    told(all, 0);
    filter.lost();
    assertThat(told(all, 1)).isSameAs(all);
    filter.apply(all, 2);
    filter.lost();
    filter.accepted();
    assertThat(told(all, 3)).isSameAs(all);
    assertThat(told(all, 4).rows()).isEmpty();
  }

  @Test
  void aServerWithoutRowsIsKnownToHaveNone() {
    told(settings(List.of()), 0);
    assertThat(told(settings(List.of()), 1).reason()).isEqualTo("changes_only");
  }

  /** What is told when everything arrives. */
  private EntryRead told(EntryRead read, long nowNanos) {
    EntryRead told = filter.apply(read, nowNanos);
    filter.accepted();
    return told;
  }

  private static EntryRead settings(List<List<Object>> rows) {
    return Reads.of("pg_settings", rows);
  }

  /** Name, value, unit, source, pending_restart, loaded_at. */
  private static List<Object> row(String name, String value, long loadedAt) {
    return Arrays.asList(name, value, null, "default", false, loadedAt);
  }
}
