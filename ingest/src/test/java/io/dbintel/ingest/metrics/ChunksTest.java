package io.dbintel.ingest.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChunksTest {
  @Test
  void noRowsAreOneEmptyChunk() {
    assertThat(Chunks.of(List.of())).containsExactly(List.of());
  }

  @Test
  void rowsStayInOrderAndEachChunkFits() {
    List<List<Object>> rows = new ArrayList<>();
    for (long i = 0; i < 4000; i++) {
      rows.add(Arrays.asList(i, "ü".repeat(300), null));
    }
    List<List<List<Object>>> chunks = Chunks.of(rows);
    assertThat(chunks).hasSize(3);
    List<List<Object>> joined = new ArrayList<>();
    chunks.forEach(joined::addAll);
    assertThat(joined).isEqualTo(rows);
    assertThat(chunks.get(0).size() * 600).isLessThan(Chunks.MOST_BYTES);
  }

  @Test
  void aRowThatIsTooLongStandsAlone() {
    List<Object> large = List.of("x".repeat(Chunks.MOST_BYTES + 1));
    assertThat(Chunks.of(List.of(List.of(1L), large, List.of(2L)))).hasSize(3);
  }
}
