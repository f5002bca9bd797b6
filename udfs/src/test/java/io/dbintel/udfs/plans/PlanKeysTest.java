package io.dbintel.udfs.plans;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlanKeysTest {
  private final PlanKeys keys = PlanKeys.CATALOGUE;

  @Test
  void everyTagLeadsToItsKey() {
    assertThat(keys.all()).hasSizeGreaterThan(150);
    assertThat(keys.all()).allMatch(key -> keys.tagged(key.tag()).orElseThrow().equals(key));
    assertThat(PlanKey.tag("I/O Read Time")).isEqualTo("I-O-Read-Time");
    assertThat(PlanKey.tag("Full-sort Groups")).isEqualTo("Full-sort-Groups");
  }

  @Test
  void onlyEnumsHaveWords() {
    assertThat(keys.all()).allMatch(key -> (key.kind() == KeyKind.ENUM) != key.values().isEmpty());
  }

  @Test
  void everyNodeOfTheTextFormatHasAType() {
    assertThat(TextKeys.CATALOGUE.nodes())
        .hasSizeGreaterThan(70)
        .allMatch(node -> keys.isNodeType(TextKeys.CATALOGUE.nodeType(node)));
  }

  @Test
  void figuresAreNumbersAndKnownWords() {
    assertThat(TextKeys.CATALOGUE.areFigures("quicksort  Memory: 25kB")).isTrue();
    assertThat(TextKeys.CATALOGUE.areFigures("Inlining 0.5 ms, Total 1.100 ms")).isTrue();
    assertThat(TextKeys.CATALOGUE.areFigures("quicksort  Bob: 25kB")).isFalse();
    assertThat(TextKeys.CATALOGUE.areFigures("hit=1 'x'")).isFalse();
  }
}
