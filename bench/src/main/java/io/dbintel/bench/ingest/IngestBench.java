package io.dbintel.bench.ingest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dbintel.ingest.config.IngestConfig;
import io.dbintel.ingest.config.SessionsConfig;
import io.dbintel.ingest.config.SignalsConfig;
import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.ingest.runtime.IngestService;
import io.dbintel.local.TemporaryFolder;
import io.dbintel.local.kafka.EmbeddedKafka;
import io.dbintel.schemas.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What collecting costs a server, as a ratio to a naive receiver on the same server at the same
 * time, and what the collector itself needs for many targets.
 */
@Command(
    name = "ingest",
    mixinStandardHelpOptions = true,
    description = "Cost of collecting to a server and to the collector's machine.")
public final class IngestBench implements Callable<Integer> {
  private static final String STATEMENTS = "bench_statements";
  private static final String SESSIONS = "bench_sessions";
  private static final String ALL_SIGNALS = "bench_all";
  private static final List<String> ROLES =
      Stream.concat(
              Stream.of(STATEMENTS, SESSIONS, ALL_SIGNALS),
              Arrays.stream(Peer.values()).map(Peer::role))
          .toList();

  /** In it every signal has its first run, and all texts are read, which happens once. */
  private static final Duration WARM_UP = Duration.ofSeconds(75);

  private static final double HOUR_SECONDS = 3600;

  /** Of one a second: with fewer the peers would be compared with a collector that does less. */
  private static final double LEAST_SAMPLES = 0.95;

  private static final long MEGA = 1 << 20;

  @Option(
      names = "--minutes",
      defaultValue = "3",
      description = "length of each measurement; default: ${DEFAULT-VALUE}")
  private int minutes;

  @Option(
      names = "--statements",
      defaultValue = "5000",
      description = "statements tracked, at most 9000; default: ${DEFAULT-VALUE}")
  private int statements;

  @Option(
      names = "--sessions",
      defaultValue = "100",
      description = "active sessions; default: ${DEFAULT-VALUE}")
  private int sessions;

  @Option(
      names = "--waiting",
      defaultValue = "10",
      description = "how many of the active sessions wait for a lock; default: ${DEFAULT-VALUE}")
  private int waiting;

  @Option(
      names = "--idle",
      defaultValue = "200",
      description = "idle sessions, as pools keep them; default: ${DEFAULT-VALUE}")
  private int idle;

  @Option(
      names = "--short-statements",
      defaultValue = "100",
      description = "statements a second in the idle sessions; default: ${DEFAULT-VALUE}")
  private int shortStatements;

  @Option(
      names = "--targets",
      defaultValue = "100",
      description =
          "targets of the collector's own measurement, 0 for none; default: ${DEFAULT-VALUE}")
  private int targets;

  @Option(names = "--pg", defaultValue = "17", description = "default: ${DEFAULT-VALUE}")
  private int major;

  @Override
  public Integer call() throws Exception {
    System.err.printf("Starting PostgreSQL %d with %d statements%n", major, statements);
    try (BusyServer server = BusyServer.start(major, statements, ROLES)) {
      ObjectNode json = Json.mapper().createObjectNode();
      ServerCost cost = serverCost(server);
      cost.print(System.out);
      cost.addTo(json);
      if (targets > 0) {
        CollectorCost own = collectorCost(server);
        own.print(System.out, targets);
        own.addTo(json);
      }
      System.out.println(Json.mapper().writeValueAsString(json));
    }
    return 0;
  }

  private ServerCost serverCost(BusyServer server)
      throws IOException, SQLException, InterruptedException {
    ClientSessions.Counts counts =
        new ClientSessions.Counts(sessions, waiting, idle, shortStatements);
    try (ClientSessions clients = new ClientSessions(server, counts);
        BackendCpu cpu = new BackendCpu(postmaster(server), ROLES);
        IngestService ingest =
            IngestService.start(
                new IngestConfig("bench", null, collected(server)), new CountingPublisher());
        Peers peers = new Peers(server)) {
      System.err.printf("Measuring the server for %d min with %s%n", minutes, clients);
      pause(WARM_UP);
      Map<String, Long> before = cpu.nanos();
      long samplesBefore = samples(server);
      long started = System.nanoTime();
      pause(Duration.ofMinutes(minutes));
      double seconds = (System.nanoTime() - started) / 1e9;
      Map<String, Long> after = cpu.nanos();
      long samples = samples(server) - samplesBefore;
      System.err.printf("The collector sampled sessions %d times in %.0f s%n", samples, seconds);
      if (samples < LEAST_SAMPLES * seconds) {
        throw new IllegalStateException("The machine is too busy to compare what a second costs");
      }
      peers.check();
      if (ingest.counters().failedPolls() > 0) {
        throw new IllegalStateException("Polls have failed: their cost is not that of collecting");
      }
      return cost(role -> perHour(before, after, role, seconds), slowest(server));
    }
  }

  /** Statements and sessions under roles of their own, and everything under a third. */
  private static List<TargetConfig> collected(BusyServer server) {
    SignalsConfig none = SignalsConfig.statementsOnly();
    SignalsConfig sessionsOnly =
        new SignalsConfig(
            false,
            none.capabilitiesInterval(),
            SessionsConfig.defaults(),
            none.metrics(),
            none.logs());
    return List.of(
        server.target("statements", STATEMENTS).withSignals(none),
        server.target("sessions", SESSIONS).withSignals(sessionsOnly),
        server.target("all", ALL_SIGNALS));
  }

  private static ServerCost cost(ToDoubleFunction<String> spent, List<ServerCost.Query> slowest) {
    double statements = spent.applyAsDouble(Peer.STATEMENTS.role());
    return new ServerCost(
        new ServerCost.Spent(spent.applyAsDouble(STATEMENTS), spent.applyAsDouble(SESSIONS)),
        new ServerCost.Spent(statements, spent.applyAsDouble(Peer.SESSIONS.role())),
        new ServerCost.Spent(statements, spent.applyAsDouble(Peer.LOOKUPS.role())),
        spent.applyAsDouble(Peer.LISTING.role()),
        spent.applyAsDouble(ALL_SIGNALS),
        slowest);
  }

  private CollectorCost collectorCost(BusyServer server) throws IOException, InterruptedException {
    System.err.printf("Measuring the collector with %d targets%n", targets);
    try (EmbeddedKafka kafka = EmbeddedKafka.start();
        TemporaryFolder folder = TemporaryFolder.create("bench-ingest");
        CollectorProcess collector =
            CollectorProcess.start(
                folder.path(), server, ALL_SIGNALS, targets, kafka.bootstrapServers())) {
      pause(WARM_UP);
      Duration before = collector.cpu();
      long started = System.nanoTime();
      pause(Duration.ofMinutes(minutes));
      double seconds = (System.nanoTime() - started) / 1e9;
      if (!collector.alive()) {
        throw new IllegalStateException("The collector has ended; see its log");
      }
      return new CollectorCost(
          collector.residentBytes() / MEGA,
          collector.peakResidentBytes() / MEGA,
          collector.cpu().minus(before).toNanos() / 1e9 / seconds);
    }
  }

  private static double perHour(
      Map<String, Long> before, Map<String, Long> after, String role, double seconds) {
    long nanos = after.getOrDefault(role, 0L) - before.getOrDefault(role, 0L);
    return nanos / 1e9 / seconds * HOUR_SECONDS;
  }

  /** How often the collector has read the sessions under the role that does only that. */
  private static long samples(BusyServer server) {
    return Long.parseLong(
        server
            .server()
            .query(
                BusyServer.DATABASE,
                "SELECT coalesce(sum(calls), 0) FROM pg_stat_statements s JOIN pg_roles r"
                    + " ON r.oid = s.userid WHERE query LIKE 'SELECT statement_timestamp(), a.*%'"
                    + " AND rolname = '"
                    + SESSIONS
                    + "'")
            .get(0)
            .get(0));
  }

  /** The collector's own statements as the server counts them, the slowest on average first. */
  private static List<ServerCost.Query> slowest(BusyServer server) {
    List<ServerCost.Query> queries = new ArrayList<>();
    for (List<String> row :
        server
            .server()
            .query(
                BusyServer.DATABASE,
                "SELECT left(regexp_replace(query, '\\s+', ' ', 'g'), 60), mean_exec_time,"
                    + " max_exec_time, calls FROM pg_stat_statements s JOIN pg_roles r"
                    + " ON r.oid = s.userid WHERE rolname = '"
                    + ALL_SIGNALS
                    + "' ORDER BY mean_exec_time DESC LIMIT 8")) {
      queries.add(
          new ServerCost.Query(
              row.get(0),
              Double.parseDouble(row.get(1)),
              Double.parseDouble(row.get(2)),
              Long.parseLong(row.get(3))));
    }
    return queries;
  }

  private static long postmaster(BusyServer server) throws IOException {
    Path file = server.server().dataDirectory().resolve("postmaster.pid");
    return Long.parseLong(Files.readAllLines(file).get(0).strip());
  }

  private static void pause(Duration length) throws InterruptedException {
    new CountDownLatch(1).await(length.toMillis(), TimeUnit.MILLISECONDS);
  }
}
