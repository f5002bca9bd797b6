package io.dbintel.local.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.ingest.breaker.BreakerPolicy;
import io.dbintel.ingest.config.IngestConfig;
import io.dbintel.ingest.config.LogFormatChoice;
import io.dbintel.ingest.config.LogSourceKind;
import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.ingest.publish.OutgoingRecord;
import io.dbintel.ingest.runtime.FleetOptions;
import io.dbintel.ingest.runtime.IngestService;
import io.dbintel.local.Await;
import io.dbintel.schemas.deadletter.InvalidRecordException;
import io.dbintel.schemas.envelope.Outcome;
import io.dbintel.schemas.raw.Capabilities;
import io.dbintel.schemas.raw.RawRecord;
import io.dbintel.schemas.raw.RawRecordCodec;
import io.dbintel.schemas.raw.SessionsTick;
import io.dbintel.schemas.topic.Topic;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One target whose address leads to a standby once its primary is dead. */
@Timeout(180)
class FailoverIT {
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final long SECOND = 1_000_000;

  /** What breakers may wait for, with time for logins on a busy machine. */
  private static final long LONGEST_OUTAGE = 20 * SECOND;

  private static final BreakerPolicy QUICK =
      BreakerPolicy.DEFAULT.withWaits(
          Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofMillis(500));

  private final Tap tap = new Tap(new NoPublisher());

  @ParameterizedTest
  @ValueSource(ints = {18})
  void everyTickHasTheEpochOfTheServerThatItSaw(int major) throws Exception {
    try (MonitoredServer primary = MonitoredServer.start(major, Map.of());
        Proxy address = Proxy.to(primary.postgres().port())) {
      primary.run("GRANT pg_monitor TO " + MonitoredServer.MONITOR);
      try (MonitoredServer standby = MonitoredServer.startStandbyOf(primary);
          Connection onPrimary = marked(primary, "on-primary");
          Connection onStandby = marked(standby, "on-standby")) {
        standby.postgres().awaitReplayOf(primary.postgres());
        Map<String, Long> starts =
            Map.of("on-primary", start(primary), "on-standby", start(standby));
        assertThat(List.of(onPrimary, onStandby)).allMatch(FailoverIT::isOpen);
        TargetConfig target = Targets.at(primary.target("db"), "127.0.0.1", address.port());
        try (IngestService service =
            IngestService.start(
                new IngestConfig("it", null, List.of(target)),
                tap,
                FleetOptions.defaults().withPolicy(QUICK))) {
          await(() -> seen("on-primary") >= 3, "Ticks of the primary");
          await(() -> !roles().isEmpty(), "Capabilities");
          assertThat(service.instances()).containsExactly("db");
          LogCrashIT.killAll(primary);
          address.switchTo(standby.postgres().port());
          await(() -> seen("on-standby") >= 3, "Ticks of the standby");
          await(() -> lastRole().equals(starts.get("on-standby") + " replica"), "A replica");
          standby.postgres().promote();
          await(() -> lastRole().equals(starts.get("on-standby") + " primary"), "A primary");
          long ticks = seen("on-standby");
          await(() -> seen("on-standby") >= ticks + 2, "Ticks of the new primary");
        }
        assertTicks(ticks(), starts);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {13, 18})
  void theLogOfTheNewPrimaryIsReadFromItsOwnBeginning(int major, @TempDir Path state)
      throws Exception {
    try (MonitoredServer primary = MonitoredServer.start(major, LogTailIT.settings(major));
        Proxy address = Proxy.to(primary.postgres().port())) {
      primary.run("GRANT pg_monitor TO " + MonitoredServer.MONITOR);
      primary.run(
          "GRANT EXECUTE ON FUNCTION pg_read_binary_file(text, bigint, bigint, boolean) TO "
              + MonitoredServer.MONITOR);
      TargetConfig target = Targets.at(primary.target("db"), "127.0.0.1", address.port());
      try (LogFollower follower =
          new LogFollower(primary, target, LogSourceKind.SQL, "", LogFormatChoice.AUTO, state)) {
        follower.collect();
        Set<Integer> copied = load(primary, 0, 100);
        // The standby's files have the names of the primary's, and what was copied of them.
        try (MonitoredServer standby =
            MonitoredServer.startStandbyOf(primary, LogTailIT.settings(major))) {
          Set<Integer> before = load(primary, 1_000, 200);
          awaitFound(follower, before);
          standby.postgres().awaitReplayOf(primary.postgres());
          LogCrashIT.killAll(primary);
          standby.postgres().promote();
          // More than was read: sizes alone do not tell the files apart.
          Set<Integer> after = load(standby, 10_000, 600);
          address.switchTo(standby.postgres().port());
          awaitFound(follower, after);

          Map<Integer, Set<String>> ids = ids(follower);
          assertThat(ids.keySet()).containsAll(copied).containsAll(before).containsAll(after);
          before.addAll(after);
          assertThat(before)
              .allSatisfy(number -> assertThat(ids.get(number)).as("%d", number).hasSize(1));
          Set<String> all = new HashSet<>();
          ids.values().forEach(all::addAll);
          assertThat(all).hasSize(ids.values().stream().mapToInt(Set::size).sum());
        }
      }
    }
  }

  private void assertTicks(List<RawRecord<SessionsTick>> ticks, Map<String, Long> starts) {
    boolean failedOver = false;
    long lastOk = 0;
    long last = -1;
    for (RawRecord<SessionsTick> each : ticks) {
      Tick tick = new Tick(each.envelope(), each.body());
      long at = each.envelope().collectedAt();
      assertThat(each.body().tick()).as("numbers rise").isGreaterThan(last);
      last = each.body().tick();
      if (each.envelope().outcome() != Outcome.OK) {
        assertThat(each.envelope().reason()).isNotNull();
        continue;
      }
      String marker = marker(tick);
      failedOver |= marker.equals("on-standby");
      assertThat(marker).isEqualTo(failedOver ? "on-standby" : "on-primary");
      assertThat(each.envelope().epoch().postmasterStart())
          .as("epoch of tick %d, %s", each.body().tick(), marker)
          .isEqualTo(starts.get(marker));
      assertThat(lastOk == 0 ? 0 : at - lastOk).as("stall, µs").isLessThan(LONGEST_OUTAGE);
      lastOk = at;
    }
    assertThat(failedOver).isTrue();
  }

  /** Which of the two servers a tick has seen. */
  private static String marker(Tick tick) {
    List<String> markers =
        tick.clients().stream()
            .map(row -> String.valueOf(row.get("application_name")))
            .filter(name -> name.startsWith("on-"))
            .toList();
    assertThat(markers).as("one server's sessions in %s", tick.body().tick()).hasSize(1);
    return markers.get(0);
  }

  private long seen(String marker) {
    return ticks().stream()
        .filter(each -> each.envelope().outcome() == Outcome.OK)
        .filter(each -> marker(new Tick(each.envelope(), each.body())).equals(marker))
        .count();
  }

  private List<RawRecord<SessionsTick>> ticks() {
    return tap.taken(Topic.RAW_SESSIONS).stream()
        .map(record -> decode(RawRecordCodec.SESSIONS, record))
        .toList();
  }

  /** Start and role of the server, as each record of capabilities says them. */
  private List<String> roles() {
    return tap.taken(Topic.CAPABILITIES).stream()
        .map(record -> decode(RawRecordCodec.CAPABILITIES, record))
        .filter(each -> each.envelope().epoch() != null)
        .map(FailoverIT::role)
        .toList();
  }

  private static String role(RawRecord<Capabilities> each) {
    return each.envelope().epoch().postmasterStart()
        + (each.body().replica() ? " replica" : " primary");
  }

  private String lastRole() {
    List<String> roles = roles();
    return roles.isEmpty() ? "" : roles.get(roles.size() - 1);
  }

  private static <B> RawRecord<B> decode(RawRecordCodec<B> codec, OutgoingRecord record) {
    try {
      return codec.decode(record.value());
    } catch (InvalidRecordException broken) {
      throw new AssertionError("A published record cannot be read", broken);
    }
  }

  /** A session that every sample shows. */
  private static Connection marked(MonitoredServer server, String name) throws SQLException {
    Connection connection = server.postgres().connect("postgres");
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET application_name = '" + name + "'");
      statement.execute("BEGIN");
      statement.execute("SELECT 1");
    }
    return connection;
  }

  private static boolean isOpen(Connection connection) {
    try {
      return !connection.isClosed();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static long start(MonitoredServer server) {
    return Long.parseLong(
        server
            .postgres()
            .value(
                "SELECT extract(epoch FROM date_trunc('second', t))::bigint || to_char(t, 'US')"
                    + " FROM pg_postmaster_start_time() t"));
  }

  /** Runs statements; returns the numbers of those that the server has answered. */
  private static Set<Integer> load(MonitoredServer server, int above, int statements) {
    try (NumberedLoad load = NumberedLoad.start(server, 2, above)) {
      load.allow(statements);
      await(() -> load.given() >= above + statements, "Statements");
      load.stop();
      Set<Integer> numbers = new HashSet<>(load.failed());
      numbers.addAll(load.planned());
      return numbers;
    }
  }

  private static void awaitFound(LogFollower follower, Set<Integer> numbers) {
    Set<Integer> missing = new HashSet<>(numbers);
    Await.within(
        Duration.ofSeconds(30),
        () -> {
          follower.collect();
          missing.removeAll(ids(follower).keySet());
          return missing.isEmpty();
        });
    assertThat(missing).as("logged and not found").isEmpty();
  }

  private static Map<Integer, Set<String>> ids(LogFollower follower) {
    Map<Integer, Set<String>> ids = new HashMap<>(LogCrashIT.events(follower));
    LogCrashIT.plans(follower)
        .forEach((number, some) -> ids.computeIfAbsent(number, n -> new HashSet<>()).addAll(some));
    return ids;
  }

  private static void await(BooleanSupplier condition, String what) {
    Await.orFail(DEADLINE, condition, () -> what + ": none came");
  }
}
