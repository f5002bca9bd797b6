package io.dbintel.local.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.ingest.collect.CollectResult;
import io.dbintel.ingest.config.LogFormatChoice;
import io.dbintel.ingest.config.LogSourceKind;
import io.dbintel.ingest.postgres.FailureCode;
import io.dbintel.local.Await;
import io.dbintel.schemas.envelope.Outcome;
import io.dbintel.schemas.raw.LogEntry;
import io.dbintel.schemas.raw.PlanEntry;
import io.dbintel.schemas.raw.RawRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logs of real servers, followed while they are written, rotated and while servers crash. */
class LogTailIT {
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final int ROTATIONS = 50;
  private static final int STATEMENTS_PER_ROTATION = 60;
  private static final Pattern NUMBER = Pattern.compile("'number (\\d+)'");

  @ParameterizedTest
  @ValueSource(ints = {13, 14, 15, 16, 17, 18})
  void everyStatementIsFoundInEveryFormUnderRotationsCrashesAndRestarts(
      int major, @TempDir Path state) {
    try (MonitoredServer server = MonitoredServer.start(major, settings(major))) {
      List<LogFollower> followers = followers(server, state);
      followers.forEach(LogFollower::collect);
      try (NumberedLoad load = NumberedLoad.start(server, 4);
          Following following = new Following(followers)) {
        for (int rotation = 1; rotation <= ROTATIONS; rotation++) {
          load.allow(STATEMENTS_PER_ROTATION);
          rotate(server, rotation);
          if (rotation % 20 == 0) {
            killOneBackend(server);
          }
          if (rotation % 7 == 0) {
            followers.forEach(LogFollower::crash);
          }
        }
        load.stop();
        assertThat(following.goesOn()).as("the collectors go on").isTrue();
        for (LogFollower follower : followers) {
          assertComplete(follower, load);
        }
        System.out.printf(
            "PostgreSQL %d: %d statements, %d rotations, in %d forms%n",
            major, load.given(), ROTATIONS, followers.size());
      }
      followers.forEach(LogFollower::close);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {13, 14, 15, 16, 17, 18})
  void plansOfAllFormatsComeWithTheirQueryDurationNestingAndSettings(
      int major, @TempDir Path state) {
    try (MonitoredServer server = MonitoredServer.start(major, settings(major));
        LogFollower follower =
            new LogFollower(
                server, LogSourceKind.FILE, logs(server, "*.csv"), LogFormatChoice.AUTO, state)) {
      server.run(
          "CREATE FUNCTION inner_count() RETURNS bigint LANGUAGE plpgsql AS"
              + " 'BEGIN RETURN (SELECT count(*) FROM pg_namespace); END'");
      follower.collect();
      for (String format : List.of("text", "json", "yaml", "xml")) {
        server.run(
            "SET auto_explain.log_format = %s; SELECT 'as %s', inner_count()"
                .formatted(format, format));
      }
      Await.orFail(DEADLINE, () -> plans(follower, "'as xml'").size() == 1, () -> "no xml plan");
      for (String format : List.of("text", "json", "yaml", "xml")) {
        assertPlan(server, follower, format);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {13, 14, 15, 16, 17, 18})
  void throughSqlTheLogIsReadWithTheDocumentedGrantsOnly(int major, @TempDir Path state) {
    try (MonitoredServer server = MonitoredServer.start(major, settings(major));
        LogFollower follower =
            new LogFollower(server, LogSourceKind.SQL, "", LogFormatChoice.AUTO, state)) {
      CollectResult refused = follower.collect();
      assertThat(refused.outcome()).isEqualTo(Outcome.FAILED);
      assertThat(refused.code()).isEqualTo(FailureCode.MISSING_GRANT);
      server.postgres().execute(refused.fix().replaceAll("^run | \\(in database .*", ""));

      assertThat(follower.collect().message()).isNull();
      try (NumberedLoad load = NumberedLoad.start(server, 2)) {
        for (int rotation = 1; rotation <= 3; rotation++) {
          load.allow(STATEMENTS_PER_ROTATION);
          rotate(server, rotation);
          follower.collect();
        }
        follower.crash();
        load.stop();
        assertComplete(follower, load);
      }
      assertThat(follower.records().events().stream().map(RawRecord::body))
          .noneMatch(entry -> "dbintel".equals(entry.context().application()));
    }
  }

  private static void assertComplete(LogFollower follower, NumberedLoad load) {
    Await.within(
        DEADLINE,
        () -> {
          follower.collect();
          return numbersOfEvents(follower).keySet().containsAll(load.failed())
              && numbersOfPlans(follower).keySet().containsAll(load.planned());
        });
    Map<Integer, Set<String>> events = numbersOfEvents(follower);
    Map<Integer, Set<String>> plans = numbersOfPlans(follower);
    assertThat(missing(load.failed(), events.keySet())).as("failed and not published").isEmpty();
    assertThat(missing(load.planned(), plans.keySet())).as("planned and not published").isEmpty();
    assertThat(events).as("ids of events").allSatisfy((number, ids) -> assertThat(ids).hasSize(1));
    assertThat(plans).as("ids of plans").allSatisfy((number, ids) -> assertThat(ids).hasSize(1));
    assertThat(follower.collector().counts().gaps()).isZero();
    assertThat(follower.collector().counts().shredded()).isZero();
  }

  private static Set<Integer> missing(Set<Integer> wanted, Set<Integer> found) {
    Set<Integer> missing = new HashSet<>(wanted);
    missing.removeAll(found);
    return missing;
  }

  /** The ids under which each failed statement was published. */
  private static Map<Integer, Set<String>> numbersOfEvents(LogFollower follower) {
    Map<Integer, Set<String>> ids = new HashMap<>();
    for (RawRecord<LogEntry> event : follower.records().events()) {
      if ("42P01".equals(event.body().sqlState())) {
        add(ids, event.body().statement(), event.envelope().id());
      }
    }
    return ids;
  }

  private static Map<Integer, Set<String>> numbersOfPlans(LogFollower follower) {
    Map<Integer, Set<String>> ids = new HashMap<>();
    for (RawRecord<PlanEntry> plan : follower.records().plans()) {
      add(ids, plan.body().plan(), plan.envelope().id());
    }
    return ids;
  }

  private static void add(Map<Integer, Set<String>> ids, String text, String id) {
    Matcher number = NUMBER.matcher(text == null ? "" : text);
    if (number.find()) {
      ids.computeIfAbsent(Integer.valueOf(number.group(1)), n -> new HashSet<>()).add(id);
    }
  }

  private static void assertPlan(MonitoredServer server, LogFollower follower, String format) {
    RawRecord<PlanEntry> outer = plans(follower, "'as " + format + "'").get(0);
    assertThat(outer.body().planFormat()).isEqualTo(format);
    assertThat(outer.body().durationMillis()).isPositive();
    assertThat(outer.body().nested()).isFalse();
    assertThat(outer.body().truncated()).isFalse();
    assertThat(outer.body().settings()).containsEntry("auto_explain.log_min_duration", "0");
    RawRecord<PlanEntry> inner =
        plans(follower, "count(*) FROM pg_namespace").stream()
            .filter(plan -> plan.body().planFormat().equals(format))
            .findFirst()
            .orElseThrow();
    assertThat(inner.body().nested()).isTrue();
    assertThat(inner.body().contextText()).contains("inner_count()");
    Long queryId = outer.body().context().queryId();
    if (server.major() >= 14) {
      assertThat(queryId).isEqualTo(server.keyOf("$1, inner_count()").queryid());
      assertThat(inner.body().context().queryId()).isEqualTo(queryId);
    } else {
      assertThat(queryId).isNull();
    }
  }

  private static List<RawRecord<PlanEntry>> plans(LogFollower follower, String text) {
    follower.collect();
    return follower.records().plans().stream()
        .filter(plan -> plan.body().plan().contains(text))
        .toList();
  }

  /** Returns when the server writes to new files. */
  private static void rotate(MonitoredServer server, int rotation) {
    String name = "server-" + rotation;
    Await.orFail(
        DEADLINE,
        () -> {
          try {
            server.run("ALTER SYSTEM SET log_filename = '" + name + ".log'");
            server.run("SELECT pg_reload_conf()");
            server.run("SELECT pg_rotate_logfile()");
          } catch (RuntimeException recovering) {
            return false;
          }
          return Await.within(
              Duration.ofSeconds(2),
              () ->
                  Files.exists(server.postgres().dataDirectory().resolve("log/" + name + ".csv")));
        },
        () -> "no log file " + name);
  }

  private static void killOneBackend(MonitoredServer server) {
    int backend =
        Integer.parseInt(
            server
                .postgres()
                .value(
                    "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend'"
                        + " AND pid <> pg_backend_pid() LIMIT 1"));
    server.postgres().killBackend(backend);
  }

  private static List<LogFollower> followers(MonitoredServer server, Path state) {
    List<LogFollower> followers = new ArrayList<>();
    followers.add(follower(server, "*.log", LogFormatChoice.STDERR, state));
    followers.add(follower(server, "*.csv", LogFormatChoice.CSVLOG, state));
    if (server.major() >= 15) {
      followers.add(follower(server, "*.json", LogFormatChoice.JSONLOG, state));
    }
    followers.add(follower(server, "*", LogFormatChoice.AUTO, state));
    return followers;
  }

  static LogFollower follower(
      MonitoredServer server, String pattern, LogFormatChoice format, Path state) {
    return new LogFollower(server, LogSourceKind.FILE, logs(server, pattern), format, state);
  }

  private static String logs(MonitoredServer server, String pattern) {
    return server.postgres().dataDirectory().resolve("log").resolve(pattern).toString();
  }

  static Map<String, String> settings(int major) {
    return Map.of(
        "logging_collector", "on",
        "log_filename", "server-0.log",
        "log_rotation_size", "0",
        "log_destination", major >= 15 ? "stderr,csvlog,jsonlog" : "stderr,csvlog",
        "log_line_prefix", LogFollower.PREFIX,
        "shared_preload_libraries", "pg_stat_statements,auto_explain",
        "auto_explain.log_min_duration", "0",
        "auto_explain.log_nested_statements", "on");
  }
}
