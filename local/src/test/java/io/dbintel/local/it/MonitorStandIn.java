package io.dbintel.local.it;

import io.dbintel.local.TemporaryFolder;
import io.dbintel.local.postgres.EmbeddedPostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Something that looks like the extension pg_stat_monitor 2.1 from outside: its function has the
 * columns that matter, over a table that tests fill. No server here has the real one. Needs
 * PostgreSQL 18, which finds extensions in folders of one's own.
 */
final class MonitorStandIn implements AutoCloseable {
  private static final String CONTROL =
      """
      default_version = '2.1'
      relocatable = false
      """;

  private static final String SCRIPT =
      """
      CREATE TABLE buckets (
        bucket int8, userid oid, dbid oid, queryid int8, planid int8, query text,
        application_name text, bucket_start_time timestamptz, calls int8,
        total_exec_time float8, min_exec_time float8, max_exec_time float8,
        mean_exec_time float8, stddev_exec_time float8, rows int8, shared_blks_hit int8,
        shared_blk_read_time float8, wal_bytes numeric, cpu_user_time float8,
        toplevel bool, bucket_done bool);
      CREATE FUNCTION pg_stat_monitor_internal(showtext boolean, OUT bucket int8, OUT userid oid,
        OUT dbid oid, OUT queryid int8, OUT planid int8, OUT query text,
        OUT application_name text, OUT bucket_start_time timestamptz, OUT calls int8,
        OUT total_exec_time float8, OUT min_exec_time float8, OUT max_exec_time float8,
        OUT mean_exec_time float8, OUT stddev_exec_time float8, OUT rows int8,
        OUT shared_blks_hit int8, OUT shared_blk_read_time float8, OUT wal_bytes numeric,
        OUT cpu_user_time float8, OUT toplevel bool, OUT bucket_done bool)
      RETURNS SETOF record LANGUAGE plpgsql SECURITY DEFINER AS $$
      BEGIN
        RETURN QUERY SELECT b.bucket, b.userid, b.dbid, b.queryid, b.planid,
          CASE WHEN showtext THEN b.query END, b.application_name, b.bucket_start_time, b.calls,
          b.total_exec_time, b.min_exec_time, b.max_exec_time, b.mean_exec_time,
          b.stddev_exec_time, b.rows, b.shared_blks_hit, b.shared_blk_read_time, b.wal_bytes,
          b.cpu_user_time, b.toplevel, b.bucket_done FROM public.buckets b;
      END $$;
      """;

  private final TemporaryFolder folder = TemporaryFolder.create("monitor-stand-in");
  private final MonitoredServer server;

  MonitorStandIn() {
    try {
      Path extension = Files.createDirectory(folder.path().resolve("extension"));
      Files.writeString(extension.resolve("pg_stat_monitor.control"), CONTROL);
      Files.writeString(extension.resolve("pg_stat_monitor--2.1.sql"), SCRIPT);
    } catch (IOException e) {
      throw new UncheckedIOException("No folder for an extension", e);
    }
    server =
        MonitoredServer.start(
            18,
            Map.of(
                "extension_control_path",
                folder.path() + ":$system",
                "pg_stat_monitor.pgsm_bucket_time",
                "60"));
    server.run("DROP EXTENSION pg_stat_statements");
    server.run("CREATE EXTENSION pg_stat_monitor");
  }

  MonitoredServer server() {
    return server;
  }

  /** One row of the bucket that began so many minutes ago; all calls took the same time. */
  void row(int minutesAgo, long queryid, String application, long calls, double millisEach) {
    server.run(
        """
        INSERT INTO buckets VALUES (%1$d %% 10, 10, 5, %2$d, NULL, 'SELECT %2$d', '%3$s',
          date_trunc('hour', now()) - interval '%1$d min', %4$d, %4$d * %5$s, %5$s, %5$s, %5$s, 0,
          %4$d, 3, 0.5, 100, 7, true, true)
        """
            .formatted(minutesAgo, queryid, application, calls, millisEach));
  }

  /** The bucket that began so many minutes ago is still being filled. */
  void open(int minutesAgo) {
    done(minutesAgo, false);
  }

  void close(int minutesAgo) {
    done(minutesAgo, true);
  }

  String startMicros(int minutesAgo) {
    return server
        .postgres()
        .value(
            ("SELECT (extract(epoch FROM date_trunc('hour', now()) - interval '%d min') * 1000000)"
                    + "::bigint")
                .formatted(minutesAgo));
  }

  EmbeddedPostgresServer postgres() {
    return server.postgres();
  }

  private void done(int minutesAgo, boolean done) {
    server.run(
        ("UPDATE buckets SET bucket_done = %s WHERE bucket_start_time ="
                + " date_trunc('hour', now()) - interval '%d min'")
            .formatted(done, minutesAgo));
  }

  @Override
  public void close() {
    try {
      server.close();
    } finally {
      folder.close();
    }
  }
}
