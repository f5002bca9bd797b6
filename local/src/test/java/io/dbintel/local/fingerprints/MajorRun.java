package io.dbintel.local.fingerprints;

import io.dbintel.local.postgres.EmbeddedPostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Every template as every variant on a server of one release, and what each source said of it.
 *
 * @param failing templates that the server refused, for what the log says then
 * @param logged the texts that the log held of each execution, by identity
 * @param loggedAsJson the same of the JSON log, empty before 15
 * @param equivalences pairs of texts that count as one statement, run apart from the rest
 * @param strings texts of several statements
 * @param cut executions with a {@code track_activity_query_size} of {@link #SMALL_QUERY_SIZE}
 */
record MajorRun(
    int major,
    List<BlockRun> blocks,
    List<Execution> failing,
    IdentityHashMap<Execution, List<SeenText>> logged,
    IdentityHashMap<Execution, List<SeenText>> loggedAsJson,
    List<BlockRun> equivalences,
    List<BlockRun> strings,
    List<Execution> cut) {

  static final int SMALL_QUERY_SIZE = 100;

  private static final int FIRST_WITH_QUERY_ID = 14;
  private static final int FIRST_WITH_JSON_LOG = 15;

  static MajorRun on(int major) {
    try (EmbeddedPostgresServer server = EmbeddedPostgresServer.start(major, settings(major))) {
      server.execute(
          "CREATE ROLE %s SUPERUSER LOGIN PASSWORD '%s'"
              .formatted(Session.ROLE, server.password()));
      server.execute(TemplateFile.resource("schema.sql"));
      return new Measuring(server, hasJsonLog(major)).all();
    } catch (SQLException e) {
      throw new IllegalStateException("PostgreSQL " + major, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The texts of all sources, except cut ones. */
  List<String> allTexts() {
    List<String> texts = new ArrayList<>();
    for (List<BlockRun> runs : List.of(blocks, equivalences, strings)) {
      for (BlockRun run : runs) {
        run.executions().forEach(execution -> texts.add(execution.activity()));
        run.statements().values().forEach(texts::addAll);
      }
    }
    logged.values().forEach(seen -> seen.forEach(text -> texts.add(text.text())));
    return texts;
  }

  boolean hasQueryIds() {
    return major >= FIRST_WITH_QUERY_ID;
  }

  private static boolean hasJsonLog(int major) {
    return major >= FIRST_WITH_JSON_LOG;
  }

  private static Map<String, String> settings(int major) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("shared_preload_libraries", "pg_stat_statements,auto_explain");
    settings.put("max_prepared_transactions", "2");
    settings.put("track_activity_query_size", "64kB");
    settings.put("auto_explain.log_min_duration", "0");
    settings.put("logging_collector", "on");
    settings.put("log_destination", hasJsonLog(major) ? "csvlog,jsonlog" : "csvlog");
    settings.put("log_filename", "server.log");
    settings.put("log_rotation_age", "0");
    settings.put("log_rotation_size", "0");
    settings.put("log_min_duration_statement", "0");
    if (major >= FIRST_WITH_QUERY_ID) {
      settings.put("compute_query_id", "on");
    }
    return settings;
  }
}
