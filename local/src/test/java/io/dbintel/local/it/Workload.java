package io.dbintel.local.it;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Statements for the tests: many distinct ones, and some that move many counters. */
final class Workload {
  private static final int COLUMNS = 1000;

  private Workload() {}

  /** A table that {@link #distinct} reads; its rows are none. */
  static void createWide(MonitoredServer server) {
    String columns =
        IntStream.range(0, COLUMNS)
            .mapToObj(i -> "c" + i + " int")
            .collect(Collectors.joining(","));
    server.runUnseen("CREATE TABLE IF NOT EXISTS wide (%s)".formatted(columns));
    server.runUnseen("GRANT SELECT ON wide TO PUBLIC");
  }

  /** Statements of which each has an entry of its own, from number {@code first} on. */
  static String distinct(int first, int count) {
    return IntStream.range(first, first + count)
        .mapToObj(i -> "SELECT c%d FROM wide".formatted(i))
        .collect(Collectors.joining(";"));
  }

  /** Moves calls, times, rows, plans, blocks of tables, of temporary tables and files, and WAL. */
  static void costly(MonitoredServer server, int times) {
    server.runUnseen("CREATE TABLE IF NOT EXISTS costly (id int, text text)");
    for (int i = 0; i < times; i++) {
      server.run(
          """
          SET pg_stat_statements.track_planning = on;
          SET work_mem = '64kB';
          INSERT INTO costly SELECT n, repeat('x', 50) FROM generate_series(1, 2000) n;
          SELECT count(*) FROM (SELECT * FROM costly ORDER BY text, id DESC) sorted;
          CREATE TEMP TABLE own AS SELECT * FROM costly LIMIT 500;
          UPDATE own SET id = id + 1;
          SELECT sum(id) FROM own;
          DELETE FROM costly WHERE id % 2 = 0;
          """);
    }
  }
}
