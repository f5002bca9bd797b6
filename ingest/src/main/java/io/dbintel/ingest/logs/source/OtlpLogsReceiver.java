package io.dbintel.ingest.logs.source;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.dbintel.ingest.config.HttpDeadlines;
import io.dbintel.ingest.config.Secret;
import io.dbintel.ingest.config.SecretException;
import io.dbintel.ingest.logs.source.OtlpBody.Refused;
import io.dbintel.ingest.logs.source.OtlpInbox.Submission;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsPartialSuccess;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Receives logs as OTLP/HTTP, {@code POST /v1/logs}, protobuf or JSON, plain or gzip. 200 means
 * that every record was delivered, or can never be: those are counted in {@code partial_success}.
 * 503 means to send the request again later; what is published twice then has the same id.
 */
public final class OtlpLogsReceiver implements AutoCloseable {
  private static final String PATH = "/v1/logs";
  private static final String PROTOBUF = "application/x-protobuf";
  private static final String JSON = "application/json";
  private static final String BEARER = "Bearer ";
  private static final int MOST_BODY_BYTES = 32 << 20;
  private static final int THREADS = 16;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
  private static final String UNKNOWN_TARGET =
      "no target with logs.source otlp is named by dbintel.instance, service.instance.id or the"
          + " attributes of Kubernetes";

  private final HttpServer server;
  private final Optional<Secret> token;
  private final ExecutorService threads;
  private final OtlpRoutes routes = new OtlpRoutes();
  private final AtomicLong requests = new AtomicLong();
  private final AtomicLong rejectedRecords = new AtomicLong();

  private OtlpLogsReceiver(HttpServer server, Optional<Secret> token) {
    this.server = server;
    this.token = token;
    this.threads =
        Executors.newFixedThreadPool(
            THREADS,
            work -> {
              Thread thread = new Thread(work, "dbintel-otlp-logs");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Listens.
   *
   * @param address host:port
   * @param token what a sender must give as a bearer token; empty: nothing
   * @throws IOException naming the option and the address when that is not possible
   */
  public static OtlpLogsReceiver start(String address, Optional<Secret> token) throws IOException {
    int colon = address.lastIndexOf(':');
    try {
      String host = address.substring(0, Math.max(0, colon));
      int port = Integer.parseInt(address.substring(colon + 1));
      HttpDeadlines.use();
      HttpServer server = HttpServer.create(new InetSocketAddress(host, port), 0);
      OtlpLogsReceiver receiver = new OtlpLogsReceiver(server, token);
      server.setExecutor(receiver.threads);
      server.createContext("/", receiver::handle);
      server.start();
      return receiver;
    } catch (IOException | IllegalArgumentException unusable) {
      throw new IOException(
          "otlp_logs_address: cannot listen at \""
              + address
              + "\" ("
              + unusable.getClass().getSimpleName()
              + "); it must be host:port, free and of this machine",
          unusable);
    }
  }

  /** Records of this instance go to this inbox. */
  public void route(String instance, OtlpInbox inbox) {
    routes.add(instance, inbox);
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public long requests() {
    return requests.get();
  }

  /** Records that belong to no target, or are no log of PostgreSQL. */
  public long rejectedRecords() {
    return rejectedRecords.get();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      requests.incrementAndGet();
      try {
        answer(exchange, accept(exchange));
      } catch (Refused refused) {
        refuse(exchange, refused.status(), refused.getMessage());
      } catch (RuntimeException defect) {
        refuse(exchange, 500, "internal error");
      }
    }
  }

  private Rejections accept(HttpExchange exchange) throws Refused {
    if (!exchange.getRequestURI().getPath().equals(PATH)) {
      throw new Refused(404, "only " + PATH + " is served");
    }
    if (!exchange.getRequestMethod().equals("POST")) {
      throw new Refused(405, "only POST is served");
    }
    if (!permitted(exchange)) {
      throw new Refused(401, "otlp_logs_token is wanted as Authorization: Bearer");
    }
    Rejections rejections = new Rejections();
    List<Submission> submissions = new ArrayList<>();
    for (Batch batch : batches(records(exchange), rejections)) {
      submissions.add(
          batch.inbox.submit(batch.lines, batch.times).orElseThrow(OtlpLogsReceiver::busy));
    }
    long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
    for (Submission submission : submissions) {
      if (!delivered(submission, deadline)) {
        throw busy();
      }
      rejections.add(submission.unreadable(), "not a log entry of PostgreSQL");
    }
    rejectedRecords.addAndGet(rejections.count);
    return rejections;
  }

  /** Takes the same time wherever the first wrong character stands. */
  private boolean permitted(HttpExchange exchange) throws Refused {
    if (token.isEmpty()) {
      return true;
    }
    try {
      byte[] wanted = token.get().reveal().strip().getBytes(StandardCharsets.UTF_8);
      String given = exchange.getRequestHeaders().getFirst("Authorization");
      // The server reads each byte of a header as one character.
      return given != null
          && given.regionMatches(true, 0, BEARER, 0, BEARER.length())
          && MessageDigest.isEqual(
              wanted,
              given.substring(BEARER.length()).strip().getBytes(StandardCharsets.ISO_8859_1));
    } catch (SecretException unreadable) {
      throw new Refused(503, "otlp_logs_token cannot be read now");
    }
  }

  private static List<OtlpRecord> records(HttpExchange exchange) throws Refused {
    String type = OtlpBody.header(exchange, "Content-Type");
    if (!type.equals(PROTOBUF) && !type.equals(JSON)) {
      throw new Refused(415, "Content-Type must be " + PROTOBUF + " or " + JSON);
    }
    byte[] body = OtlpBody.read(exchange, MOST_BODY_BYTES);
    try {
      return type.equals(JSON) ? OtlpRequests.json(body) : OtlpRequests.protobuf(body);
    } catch (IOException broken) {
      throw new Refused(400, "the body is no ExportLogsServiceRequest");
    }
  }

  private Iterable<Batch> batches(List<OtlpRecord> records, Rejections rejections) {
    Map<OtlpInbox, Batch> batches = new LinkedHashMap<>();
    for (OtlpRecord record : records) {
      Optional<OtlpInbox> inbox = routes.of(record.attributes());
      if (inbox.isEmpty()) {
        rejections.add(1, UNKNOWN_TARGET);
        continue;
      }
      Optional<PushedLine> line = inbox.get().line(record.body());
      if (line.isEmpty()) {
        rejections.add(1, "body of an unknown form");
      } else if (!line.get().foreign()) {
        batches.computeIfAbsent(inbox.get(), Batch::new).add(line.get(), record.timeNanos());
      }
    }
    return batches.values();
  }

  private static boolean delivered(Submission submission, long deadline) {
    try {
      return submission
          .delivered()
          .get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (ExecutionException | TimeoutException late) {
      return false;
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Refused busy() {
    return new Refused(503, "records cannot be delivered now; send them again");
  }

  private static void answer(HttpExchange exchange, Rejections rejections) throws IOException {
    boolean json = OtlpBody.header(exchange, "Content-Type").equals(JSON);
    byte[] body = json ? rejections.json() : rejections.protobuf();
    exchange.getResponseHeaders().set("Content-Type", json ? JSON : PROTOBUF);
    exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  private static void refuse(HttpExchange exchange, int status, String message) throws IOException {
    byte[] body = message.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain");
    if (status == 503) {
      exchange.getResponseHeaders().set("Retry-After", "1");
    }
    if (status == 401) {
      exchange.getResponseHeaders().set("WWW-Authenticate", BEARER.strip());
    }
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  private static final class Batch {
    private final OtlpInbox inbox;
    private final List<PushedLine> lines = new ArrayList<>();
    private final List<Long> times = new ArrayList<>();

    private Batch(OtlpInbox inbox) {
      this.inbox = inbox;
    }

    private void add(PushedLine line, long timeNanos) {
      lines.add(line);
      times.add(timeNanos);
    }
  }

  /** What is taken and thrown away, because sending it again would not help. */
  private static final class Rejections {
    private long count;
    private String message = "";

    private void add(long more, String why) {
      count += more;
      message = more > 0 ? why : message;
    }

    private byte[] protobuf() {
      ExportLogsServiceResponse.Builder response = ExportLogsServiceResponse.newBuilder();
      if (count > 0) {
        response.setPartialSuccess(
            ExportLogsPartialSuccess.newBuilder()
                .setRejectedLogRecords(count)
                .setErrorMessage(message));
      }
      return response.build().toByteArray();
    }

    private byte[] json() {
      ObjectNode response = JsonNodeFactory.instance.objectNode();
      if (count > 0) {
        response
            .putObject("partialSuccess")
            .put("rejectedLogRecords", Long.toString(count))
            .put("errorMessage", message);
      }
      return response.toString().getBytes(StandardCharsets.UTF_8);
    }
  }
}
