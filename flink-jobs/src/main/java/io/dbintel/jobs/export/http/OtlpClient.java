package io.dbintel.jobs.export.http;

import io.dbintel.jobs.export.encode.OtlpEntry;
import io.dbintel.jobs.export.encode.Signal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Sends requests as OTLP/HTTP protobuf with gzip over HTTP/1.1. Encoding and compression happen on
 * the client's own threads; {@link #send} returns at once.
 */
public final class OtlpClient implements AutoCloseable {
  private final Endpoint endpoint;
  private final Map<String, String> headers = new TreeMap<>();
  private final Clock clock;
  private final ExecutorService threads;
  private final HttpClient http;

  /**
   * @param environment value of an environment variable, or null
   * @throws IllegalArgumentException when a header's secret cannot be found
   */
  public OtlpClient(
      Endpoint endpoint, UnaryOperator<String> environment, int threads, Clock clock) {
    this.endpoint = endpoint;
    this.clock = clock;
    endpoint.headers().forEach(header -> headers.put(header.name(), header.resolve(environment)));
    this.threads = Executors.newFixedThreadPool(threads, OtlpClient::daemon);
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(endpoint.connectTimeout())
            .executor(this.threads)
            .build();
  }

  /** The outcome; fails only when the request cannot be built, which no retry would mend. */
  public CompletableFuture<Outcome> send(Signal signal, List<OtlpEntry> entries) {
    return CompletableFuture.supplyAsync(() -> request(signal, entries), threads)
        .thenCompose(this::exchange)
        .handle((answer, failure) -> outcome(signal, answer, failure));
  }

  /** HttpClient's own timeout ends with the headers; a body that never comes must end as well. */
  private CompletableFuture<Answer> exchange(HttpRequest request) {
    CompletableFuture<HttpResponse<Optional<byte[]>>> exchange =
        http.sendAsync(request, info -> new BoundedBody(Answer.MAX_BODY_BYTES));
    return exchange
        .copy()
        .orTimeout(endpoint.timeout().toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete(
            (response, failure) -> {
              if (failure != null) {
                exchange.cancel(true);
              }
            })
        .thenApply(OtlpClient::answer);
  }

  private HttpRequest request(Signal signal, List<OtlpEntry> entries) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint.url(signal))
            .header("Content-Type", "application/x-protobuf")
            .header("Content-Encoding", "gzip")
            .header("User-Agent", "dbintel");
    headers.forEach(request::setHeader);
    return request.POST(BodyPublishers.ofByteArray(gzip(entries))).build();
  }

  private static byte[] gzip(List<OtlpEntry> entries) {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new FastGzip(compressed)) {
      OtlpEntry.writeBody(entries, out);
    } catch (IOException impossible) {
      throw new UncheckedIOException("Cannot compress a request", impossible);
    }
    return compressed.toByteArray();
  }

  private static Answer answer(HttpResponse<Optional<byte[]>> response) {
    return new Answer(
        response.statusCode(),
        response.headers().firstValue("Retry-After").orElse(null),
        response.headers().firstValue("Content-Type").orElse(""),
        response.body().orElse(null));
  }

  private Outcome outcome(Signal signal, Answer answer, Throwable failure) {
    if (failure == null) {
      return redacted(ResponseClassifier.classify(signal, answer, clock.instant()));
    }
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof TimeoutException) {
      return Outcome.retry(
          Duration.ZERO, "no answer within " + endpoint.timeout().toMillis() + " ms");
    }
    if (cause instanceof IOException) {
      return redacted(Outcome.retry(Duration.ZERO, ErrorText.oneLine(describe(cause))));
    }
    throw new CompletionException(cause);
  }

  private static String describe(Throwable cause) {
    String message = cause.getMessage();
    String name = cause.getClass().getSimpleName();
    return message == null ? name : name + ": " + message;
  }

  /** A server may quote the key it refused. */
  private Outcome redacted(Outcome outcome) {
    String detail = outcome.detail();
    for (String secret : headers.values()) {
      detail = secret.isEmpty() ? detail : detail.replace(secret, "***");
    }
    return new Outcome(
        outcome.kind(), outcome.rejected(), outcome.atLeast(), ErrorText.cut(detail));
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "otlp-http");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  /** Points compress well at any level; the fastest keeps a lane from waiting for the CPU. */
  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(ByteArrayOutputStream out) throws IOException {
      super(out, 8192);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
