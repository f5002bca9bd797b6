package io.dbintel.schemas.statements;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowKeysTest {
  /** Computed by an independent implementation. The wire depends on them: never change a value. */
  @ParameterizedTest
  @CsvSource({
    "0, 0, true, 0, 906a2e0a4515e900",
    "0, 0, false, 0, cb09010f191cfac0",
    "10, 16384, true, -5, efe8eab0aafd5d27",
    "10, 16384, false, -5, c11575ff10ee8b90",
    "16384, 10, true, -5, 5e355b65f98197db",
    "4294967295, 4294967295, true, 9223372036854775807, ed5e84b2b65677f9",
    "4294967295, 0, true, -9223372036854775808, c7707b7d4bf52bf4",
    "10, 5, true, 1234567890123456789, 77324dba1a31c392"
  })
  void theHashIsPartOfTheWireContract(
      long userid, long dbid, boolean toplevel, long queryid, String hash) {
    assertThat(Long.toHexString(RowKeys.hash((int) userid, (int) dbid, toplevel, queryid)))
        .isEqualTo(hash);
  }

  @Test
  void everyPartOfTheKeyCounts() {
    long hash = RowKeys.hash(1, 2, true, 3);
    assertThat(
            new long[] {
              RowKeys.hash(2, 2, true, 3),
              RowKeys.hash(1, 1, true, 3),
              RowKeys.hash(2, 1, true, 3),
              RowKeys.hash(1, 2, false, 3),
              RowKeys.hash(1, 2, true, 4)
            })
        .doesNotContain(hash)
        .doesNotHaveDuplicates();
  }

  @Property
  void oneBucketHoldsEverything(@ForAll long hash) {
    assertThat(RowKeys.bucket(hash, 1)).isZero();
  }

  @Property
  void splittingKeepsRowsTogether(@ForAll long hash, @ForAll @IntRange(max = 15) int power) {
    int buckets = 1 << power;
    int bucket = RowKeys.bucket(hash, buckets);
    assertThat(bucket).isBetween(0, buckets - 1);
    assertThat(RowKeys.bucket(hash, buckets * 2)).isBetween(2 * bucket, 2 * bucket + 1);
  }

  /** Expected 100 per bucket, standard deviation 10: seven of them is beyond chance. */
  @Test
  void sequentialQueryIdsSpreadEvenly() {
    int[] rows = new int[256];
    for (int queryid = 0; queryid < 25_600; queryid++) {
      rows[RowKeys.bucket(RowKeys.hash(10, 16384, true, queryid), rows.length)]++;
    }
    assertThat(Arrays.stream(rows).min().orElseThrow()).isGreaterThan(30);
    assertThat(Arrays.stream(rows).max().orElseThrow()).isLessThan(170);
  }

  @Test
  void bothValuesOfToplevelSpreadOverBothHalves() {
    long differ = 0;
    for (int queryid = 0; queryid < 1_000; queryid++) {
      int top = RowKeys.bucket(RowKeys.hash(10, 5, true, queryid), 2);
      differ += top ^ RowKeys.bucket(RowKeys.hash(10, 5, false, queryid), 2);
    }
    assertThat(differ).isBetween(400L, 600L);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 64, 65_536})
  void powersOfTwoAreBuckets(int buckets) {
    assertThat(RowKeys.validBuckets(buckets)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 3, 65_535, 131_072, Integer.MAX_VALUE})
  void otherNumbersAreNot(int buckets) {
    assertThat(RowKeys.validBuckets(buckets)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"0,1", "1,1", "199,1", "200,2", "5000,32", "2147483647,65536"})
  void bucketsHoldAboutAHundredRows(int rows, int buckets) {
    assertThat(RowKeys.bucketsFor(rows, 100)).isEqualTo(buckets);
  }
}
