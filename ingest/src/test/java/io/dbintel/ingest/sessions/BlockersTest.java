package io.dbintel.ingest.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.dbintel.schemas.raw.SessionsTick.Blocked;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BlockersTest {
  private final Blockers known = new Blockers(Map.of(7L, List.of(1L), 8L, List.of()), 30);

  @Test
  void answersOfBothComeInTheOrderOfTheWaiters() {
    Blockers more = new Blockers(Map.of(9L, List.of(7L, 8L)), 12);
    Blockers all = known.with(more, List.of(9L, 8L, 7L));
    assertThat(all.byWaiter())
        .containsExactly(entry(9L, List.of(7L, 8L)), entry(8L, List.of()), entry(7L, List.of(1L)));
    assertThat(all.serverMicros()).isEqualTo(42);
  }

  @Test
  void whoWaitsNoLongerIsNotBlocked() {
    assertThat(known.with(Blockers.NONE, List.of(8L, 7L)).blocked())
        .containsExactly(new Blocked(7, List.of(1L)));
  }

  @Test
  void whoWasNotAskedForIsLeftOut() {
    Blockers only = known.with(Blockers.NONE, List.of(8L, 5L));
    assertThat(only.byWaiter()).containsOnlyKeys(8L);
  }
}
