package io.dbintel.local.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.local.Await;
import io.dbintel.local.postgres.EmbeddedPostgresServer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShopWorkloadIT {
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final String OURS =
      " FROM pg_stat_statements s JOIN pg_roles r ON r.oid = s.userid WHERE r.rolname IN ('app', 'batch', 'reporting')";

  @Test
  void yieldsManyStatementsOfSeveralRolesAndDatabasesAndSurvivesARestart() {
    Map<String, String> settings =
        Map.of("pg_stat_statements.track", "all", "pg_stat_statements.max", "5000");
    try (EmbeddedPostgresServer server = EmbeddedPostgresServer.start(17, settings);
        ShopWorkload workload = ShopWorkload.create(server, 7)) {
      long begin = System.nanoTime();
      workload.start();
      assertThat(Await.within(DEADLINE, () -> workload.tasks() >= 2000)).isTrue();
      double perSecond = 2000 / ((System.nanoTime() - begin) / 1e9);
      assertThat(perSecond).isBetween(60.0, 400.0);

      server.restartCleanly();
      long before = workload.tasks();
      assertThat(Await.within(DEADLINE, () -> workload.tasks() >= before + 200)).isTrue();
      assertThat(workload.connections()).isGreaterThan(Department.ALL.size());
      workload.stop();

      assertThat(
              server.value(
                  "SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE 'shop-%'"))
          .isEqualTo("0");
      String calls = server.value("SELECT sum(calls)" + OURS);
      assertThat(Integer.parseInt(server.value("SELECT count(*)" + OURS))).isGreaterThan(150);
      assertThat(Integer.parseInt(server.value("SELECT count(*)" + OURS + " AND NOT toplevel")))
          .isPositive();
      assertThat(server.query("postgres", "SELECT DISTINCT rolname, dbid" + OURS)).hasSize(4);
      assertThat(server.value("SELECT sum(calls)" + OURS)).isEqualTo(calls);
      assertThat(workload.failures()).isGreaterThan(10);
    }
  }
}
