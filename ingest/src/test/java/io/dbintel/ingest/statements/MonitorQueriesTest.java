package io.dbintel.ingest.statements;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class MonitorQueriesTest {
  private static final ServerFacts FACTS =
      new ServerFacts(
          160_004,
          "77",
          5,
          99,
          true,
          "pg_stat_monitor",
          "my \"schema",
          "2.0",
          false,
          true,
          true,
          true,
          Integer.MAX_VALUE);

  @Test
  void columnsTravelUnderTheNamesOfPgStatStatements() {
    String sql =
        MonitorQueries.counters(
            FACTS, Set.of("calls", "blk_read_time", "wal_bytes", "max_exec_time", "resp_calls"), 7);
    assertThat(sql)
        .contains("sum(calls)::numeric AS calls")
        .contains("sum(blk_read_time)::float8 AS shared_blk_read_time")
        .contains("max(max_exec_time) AS max_exec_time")
        .doesNotContain("resp_calls", "wal_fpi");
  }

  @Test
  void onlyClosedBucketsOfOthersAreReadAndNoText() {
    String sql = MonitorQueries.counters(FACTS, Set.of("calls"), 7);
    assertThat(sql)
        .contains("FROM \"my \"\"schema\".pg_stat_monitor_internal(false)")
        .contains("WHERE bucket_done AND bucket_start_time = ?")
        .contains("userid <> 99")
        .endsWith("LIMIT 8");
  }

  @Test
  void theStrategyFollowsTheExtension() {
    assertThat(Strategy.of(FACTS)).isEqualTo(Strategy.BUCKETS);
  }
}
