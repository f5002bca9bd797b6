package io.dbintel.local.otlp;

import com.google.protobuf.InvalidProtocolBufferException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;

/**
 * An OTLP/HTTP endpoint on a free port of the loopback interface: protobuf, plain or gzip, {@code
 * /v1/metrics} and {@code /v1/logs}. It answers as its {@link Responder} says, and adds up what it
 * was told to keep: cumulative runs, deltas and gauges by the OTLP data model, so that a repeated
 * request changes nothing.
 */
public final class OtlpReceiver implements AutoCloseable {
  private static final int SERIES_LIMIT = 500_000;
  private static final int LOG_LIMIT = 50_000;

  /** Names of attributes that tell the subjects of log records apart. */
  private static final List<String> LOG_IDENTITY =
      List.of("db.namespace", "postgresql.rolname", "postgresql.queryid");

  private final HttpServer server;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "otlp-receiver");
            thread.setDaemon(true);
            return thread;
          });
  private final CountDownLatch closing = new CountDownLatch(1);
  private final MetricTotals metrics = new MetricTotals(SERIES_LIMIT);
  private final LatestLogs logs = new LatestLogs(LOG_LIMIT, OtlpReceiver::identity);
  private final Tally tally = new Tally();
  private volatile Responder responder;
  private volatile BiConsumer<Signal, byte[]> observer = (signal, body) -> {};

  private OtlpReceiver(HttpServer server, Responder responder) {
    this.server = server;
    this.responder = responder;
  }

  /** Starts a receiver that keeps everything. */
  public static OtlpReceiver start() {
    return start(Responder.ACCEPT);
  }

  public static OtlpReceiver start(Responder responder) {
    return start(0, responder);
  }

  /** Starts on a port of the loopback interface; 0 for any free one. */
  public static OtlpReceiver start(int port, Responder responder) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      OtlpReceiver receiver = new OtlpReceiver(server, responder);
      server.setExecutor(receiver.threads);
      server.createContext("/", receiver::handle);
      server.start();
      return receiver;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot listen on port " + port + " of the loopback interface", e);
    }
  }

  /** The base address, to which the exporter adds the path of the signal. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Answers later requests in another way. */
  public void respond(Responder next) {
    responder = next;
  }

  /** Sees the decompressed body of each request that is kept, before it is added. */
  public void observe(BiConsumer<Signal, byte[]> bodies) {
    observer = bodies;
  }

  /** The total of a series by its temporality; zero for one that never came. */
  public Amount total(SeriesKey key) {
    return metrics.total(key);
  }

  /** The totals of all series that {@code wanted} takes. */
  public Map<SeriesKey, Amount> totals(Predicate<SeriesKey> wanted) {
    return metrics.totals(wanted);
  }

  /** True when the last point of a series said that it has no value any more. */
  public boolean ended(SeriesKey key) {
    return metrics.ended(key);
  }

  public Map<String, Long> logCountsByEventName() {
    return logs.countsByEventName();
  }

  /** The latest record of each instance, event and statement. */
  public List<LogEntry> latestLogs() {
    return logs.latest();
  }

  public ReceiverCounts counts() {
    return tally.counts();
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    Optional<Signal> signal = Signal.ofPath(exchange.getRequestURI().getPath());
    long number = tally.request();
    if (signal.isEmpty() || !"POST".equals(exchange.getRequestMethod())) {
      answer(exchange, Reply.status(signal.isEmpty() ? 404 : 405));
      return;
    }
    byte[] body;
    try {
      body = body(exchange);
    } catch (IOException e) {
      tally.undecodable();
      answer(exchange, Reply.status(400));
      return;
    }
    Reply reply =
        Objects.requireNonNull(
            responder.reply(number, signal.get(), body), "reply of the responder");
    answer(exchange, settled(signal.get(), body, reply));
  }

  /**
   * Keeps or counts the body, and turns the reply into 400 or a partial success where the content
   * asks for it.
   */
  private Reply settled(Signal signal, byte[] body, Reply reply) {
    try {
      if (!reply.kept()) {
        lose(signal, body, reply.status() / 100 == 2);
        return reply;
      }
      long refused = keep(signal, body);
      boolean plain = reply.status() == 200 && reply.body().isEmpty();
      return plain && refused > 0
          ? Reply.partialSuccess(signal, refused, "kind not supported or too many series")
              .after(reply.delay())
          : reply;
    } catch (InvalidProtocolBufferException e) {
      tally.undecodable();
      return reply.kept() ? Reply.status(400) : reply;
    }
  }

  private long keep(Signal signal, byte[] body) throws InvalidProtocolBufferException {
    observer.accept(signal, body);
    if (signal == Signal.LOGS) {
      tally.logs(logs.add(ExportLogsServiceRequest.parseFrom(body)));
      return 0;
    }
    return tally.points(metrics.add(ExportMetricsServiceRequest.parseFrom(body)));
  }

  /**
   * What the sender believes to be delivered counts as rejected; anything else it may send again.
   */
  private void lose(Signal signal, byte[] body, boolean answered2xx)
      throws InvalidProtocolBufferException {
    long lost =
        signal == Signal.LOGS
            ? LatestLogs.records(ExportLogsServiceRequest.parseFrom(body))
            : MetricTotals.points(ExportMetricsServiceRequest.parseFrom(body));
    if (answered2xx) {
      tally.rejected(lost);
    }
  }

  private void answer(HttpExchange exchange, Reply reply) throws IOException {
    switch (reply.action()) {
      case HANG -> {
        awaitClosing(Duration.ofDays(1));
        exchange.close();
      }
      case CLOSE -> exchange.close();
      case ANSWER -> {
        awaitClosing(reply.delay());
        exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        tally.answered(reply.status());
        exchange.sendResponseHeaders(
            reply.status(), reply.body().isEmpty() ? -1 : reply.body().size());
        reply.body().writeTo(exchange.getResponseBody());
        exchange.close();
      }
    }
  }

  private void awaitClosing(Duration wait) {
    try {
      if (!wait.isZero() && closing.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
        Thread.currentThread().interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static byte[] body(HttpExchange exchange) throws IOException {
    boolean zipped =
        "gzip".equalsIgnoreCase(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    try (InputStream in =
        zipped ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody()) {
      return in.readAllBytes();
    }
  }

  private static Object identity(LogEntry entry) {
    return List.of(
        entry.instance(),
        entry.eventName(),
        LOG_IDENTITY.stream().map(name -> entry.attributes().getOrDefault(name, "")).toList());
  }
}
