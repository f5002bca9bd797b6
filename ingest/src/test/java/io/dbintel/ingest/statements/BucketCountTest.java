package io.dbintel.ingest.statements;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BucketCountTest {
  private final BucketCount count = new BucketCount();

  @Test
  void itChangesOnlyFarFromTheAim() {
    assertThat(count.forRows(5_000)).isEqualTo(32);
    assertThat(count.forRows(800)).isEqualTo(32);
    assertThat(count.forRows(12_800)).isEqualTo(32);
    assertThat(count.forRows(12_801)).isEqualTo(128);
    assertThat(count.forRows(3_200)).isEqualTo(128);
    assertThat(count.forRows(3_199)).isEqualTo(16);
  }

  @Test
  void smallServersHaveOneBucket() {
    assertThat(count.forRows(0)).isEqualTo(1);
    assertThat(count.forRows(400)).isEqualTo(1);
    assertThat(count.forRows(401)).isEqualTo(4);
  }

  @Test
  void growthEndsAtTheContractsLimit() {
    count.forRows(10_000_000);
    assertThat(count.grow()).isFalse();
  }
}
