package io.dbintel.local.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ShopQueriesTest {
  @Test
  void theSameSeedDrawsTheSameTexts() {
    assertThat(texts(7, 100)).isEqualTo(texts(7, 100)).isNotEqualTo(texts(8, 100));
  }

  @Test
  void searchesHaveManyTexts() {
    assertThat(Set.copyOf(texts(7, 1000))).hasSizeGreaterThan(400);
  }

  private static List<String> texts(long seed, int count) {
    Random random = new Random(seed);
    return Stream.generate(() -> ShopQueries.search(random))
        .limit(count)
        .collect(Collectors.toList());
  }
}
