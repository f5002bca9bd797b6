package io.dbintel.schemas.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbintel.schemas.testing.Golden;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatementColumnsTest {
  @ParameterizedTest
  @CsvSource({"13,1.8", "14,1.9", "15,1.10", "16,1.10", "17,1.11", "18,1.12"})
  void everyMajorShipsOneVersion(int major, String version) {
    assertThat(StatementColumns.extensionVersionOf(major)).contains(version);
    assertThat(PgStatStatements.ofMajor(major).extensionVersion()).isEqualTo(version);
  }

  @Test
  void anUnknownMajorHasNone() {
    assertThat(StatementColumns.extensionVersionOf(12)).isEmpty();
    assertThat(StatementColumns.extensionVersionOf(19)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(PgStatStatements.class)
  void theCatalogueHasExactlyTheColumnsOfEachMajor(PgStatStatements view) {
    Set<String> canonical =
        view.columns().stream()
            .map(name -> StatementColumns.named(name).orElseThrow().name())
            .filter(name -> !name.equals("query"))
            .collect(Collectors.toSet());
    assertThat(
            StatementColumns.ofVersion(view.extensionVersion()).stream().map(StatementColumn::name))
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(canonical);
  }

  @ParameterizedTest
  @CsvSource({"blk_read_time,shared_blk_read_time", "blk_write_time,shared_blk_write_time"})
  void oldNamesMeanTheCanonicalColumn(String old, String canonical) {
    assertThat(StatementColumns.named(old)).isEqualTo(StatementColumns.named(canonical));
    assertThat(StatementColumns.ordinal(old)).isEqualTo(StatementColumns.ordinal(canonical));
    assertThat(StatementColumns.named(old).orElseThrow().name()).isEqualTo(canonical);
  }

  /** Ordinals are places in stored state: lines may only be added at the end. */
  @Test
  void ordinalsAreAppendOnly() {
    String table =
        StatementColumns.counters().stream()
            .map(column -> column.ordinal() + " " + column.name() + " " + column.type() + "\n")
            .collect(Collectors.joining());
    Golden.assertMatches("counter-ordinals.txt", table.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aMaskHasABitForEveryCounter() {
    assertThat(StatementColumns.COUNTERS).isEqualTo(39).isLessThanOrEqualTo(Long.SIZE);
  }

  @Test
  void namesAndAliasesAreUnique() {
    Set<String> names = new HashSet<>();
    for (StatementColumn column : StatementColumns.all()) {
      assertThat(names.add(column.name())).as(column.name()).isTrue();
      assertThat(names.addAll(column.aliases()) || column.aliases().isEmpty()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"min_exec_time", "max_plan_time", "mean_exec_time", "stddev_plan_time"})
  void minMaxMeanAndStddevAreNoCounters(String name) {
    assertThat(StatementColumns.named(name).orElseThrow().counted()).isFalse();
    assertThatThrownBy(() -> StatementColumns.ordinal(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name);
  }

  @Test
  void unitsAreOfAFixedSet() {
    assertThat(
            StatementColumns.counters().stream()
                .filter(StatementColumn::isDouble)
                .map(StatementColumn::unit)
                .collect(Collectors.toSet()))
        .containsExactlyInAnyOrder("ms", "ms2");
    assertThat(StatementColumns.named("wal_bytes").orElseThrow().unit()).isEqualTo("By");
    assertThat(StatementColumns.named("stats_since").orElseThrow().unit()).isEqualTo("us");
  }
}
