package io.dbintel.schemas.statements;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RowKeySetTest {
  private final RowKeySet keys = new RowKeySet();
  private final StatementsChunk chunk = new StatementsChunk();

  @Property(tries = 300)
  void findsExactlyTheRepeatedKeys(
      @ForAll List<@IntRange(max = 40) Integer> first,
      @ForAll List<@IntRange(max = 40) Integer> second) {
    assertAgreesWithASet(first);
    assertAgreesWithASet(second);
  }

  @Test
  void keysThatShareAHashAreStillDifferent() {
    fill(List.of(1, 2, 1));
    keys.begin(chunk);
    assertThat(keys.add(0, 7)).isTrue();
    assertThat(keys.add(1, 7)).isTrue();
    assertThat(keys.add(2, 7)).isFalse();
  }

  @Test
  void eachPartOfTheKeyTellsRowsApart() {
    chunk.clear();
    chunk.key(chunk.addRow(), 1, 1, true, 1);
    chunk.key(chunk.addRow(), 2, 1, true, 1);
    chunk.key(chunk.addRow(), 1, 2, true, 1);
    chunk.key(chunk.addRow(), 1, 1, false, 1);
    chunk.key(chunk.addRow(), 1, 1, true, 2);
    keys.begin(chunk);
    for (int row = 0; row < chunk.rows(); row++) {
      assertThat(keys.add(row, 0)).isTrue();
    }
  }

  @Test
  void holdsTheLargestChunkAndForgetsItAfterwards() {
    List<Integer> all = IntStream.range(0, StatementsChunkReader.MAX_ROWS).boxed().toList();
    assertAgreesWithASet(all);
    assertAgreesWithASet(all);
    assertAgreesWithASet(List.of(1, 1));
  }

  private void assertAgreesWithASet(List<Integer> queryids) {
    fill(queryids);
    keys.begin(chunk);
    Set<Integer> seen = new HashSet<>();
    for (int row = 0; row < queryids.size(); row++) {
      assertThat(keys.add(row, chunk.hash(row))).isEqualTo(seen.add(queryids.get(row)));
    }
  }

  private void fill(List<Integer> queryids) {
    chunk.clear();
    queryids.forEach(queryid -> chunk.key(chunk.addRow(), 10, 5, true, queryid));
  }
}
