package io.dbintel.ingest.health;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.dbintel.ingest.config.ConfigException;
import io.dbintel.ingest.config.HttpDeadlines;
import io.dbintel.ingest.publish.PublisherStatus;
import io.dbintel.schemas.json.Json;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /health}: 200 while Kafka takes what is sent to it, else 503, with the state of the
 * way to Kafka and the number of targets by state. {@code GET /targets}: each feature of each
 * target. JSON; no secret, no text of a database.
 */
public final class HealthServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HealthServer.class);
  private static final String OPTION = "health_address";
  private static final int THREADS = 4;
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int ONLY_GET = 405;
  private static final int UNAVAILABLE = 503;

  private final HttpServer server;
  private final ExecutorService threads;
  private final Supplier<PublisherStatus> publisher;
  private final Supplier<List<TargetReport>> targets;

  private record Answer(int status, Object body) {}

  private HealthServer(
      HttpServer server,
      Supplier<PublisherStatus> publisher,
      Supplier<List<TargetReport>> targets) {
    this.server = server;
    this.publisher = publisher;
    this.targets = targets;
    this.threads =
        Executors.newFixedThreadPool(
            THREADS,
            work -> {
              Thread thread = new Thread(work, "dbintel-health");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Listens from now on.
   *
   * @throws ConfigException when the address is wrong, or taken
   */
  public static HealthServer start(
      String address, Supplier<PublisherStatus> publisher, Supplier<List<TargetReport>> targets)
      throws ConfigException {
    InetSocketAddress where = ListenAddress.parse(OPTION, address);
    try {
      HttpDeadlines.use();
      HttpServer server = HttpServer.create(where, 0);
      HealthServer health = new HealthServer(server, publisher, targets);
      server.setExecutor(health.threads);
      server.createContext("/", health::handle);
      server.start();
      if (!where.getAddress().isLoopbackAddress()) {
        LOG.warn("{}: {} can be reached from other machines", OPTION, address);
      }
      return health;
    } catch (IOException taken) {
      throw new ConfigException(
          List.of(
              OPTION
                  + ": "
                  + address
                  + ": must be a free address of this machine; choose another port, or off"));
    }
  }

  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Answer answer = answer(exchange.getRequestMethod(), exchange.getRequestURI().getPath());
      byte[] body = Json.mapper().writeValueAsBytes(answer.body());
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      boolean head = exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(answer.status(), head ? -1 : body.length);
      if (!head) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  private Answer answer(String method, String path) {
    if (!method.equals("GET") && !method.equals("HEAD")) {
      return new Answer(ONLY_GET, Map.of("error", "only GET is answered"));
    }
    return switch (path) {
      case "/health" -> health();
      case "/targets" -> new Answer(OK, Map.of("targets", targets.get()));
      default -> new Answer(NOT_FOUND, Map.of("error", "there are /health and /targets"));
    };
  }

  private Answer health() {
    PublisherStatus status = publisher.get();
    Map<String, Object> spool = new LinkedHashMap<>();
    spool.put("enabled", status.spooling());
    spool.put("records", status.spooledRecords());
    spool.put("bytes", status.spooledBytes());
    spool.put("oldest_millis", status.oldestMillis() == 0 ? null : status.oldestMillis());
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("status", status.kafkaTakes() ? "ok" : "unavailable");
    body.put("kafka", Map.of("ok", status.kafkaTakes()));
    body.put("spool", spool);
    body.put("targets", byState());
    return new Answer(status.kafkaTakes() ? OK : UNAVAILABLE, body);
  }

  private Map<String, Long> byState() {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (TargetReport.State state : TargetReport.State.values()) {
      counts.put(state.word(), 0L);
    }
    targets.get().forEach(target -> counts.merge(target.state().word(), 1L, Long::sum));
    return counts;
  }
}
