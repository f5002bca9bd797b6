package io.dbintel.jobs.export.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** An OTLP/HTTP server that answers as a test tells it, and keeps what it accepted. */
public final class ScriptedEndpoint implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<Request> requests = new ArrayList<>();
  private final List<Item> accepted = new ArrayList<>();
  private final Map<String, Integer> inFlight = new HashMap<>();
  private int mostInFlightPerInstance;
  private volatile Function<Request, Reply> script = request -> Reply.ok();

  public ScriptedEndpoint() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public void script(Function<Request, Reply> next) {
    script = next;
  }

  public synchronized List<Request> requests() {
    return List.copyOf(requests);
  }

  /** Items of requests answered with 200, in the order they arrived. */
  public synchronized List<Item> accepted() {
    return List.copyOf(accepted);
  }

  public synchronized int mostInFlightPerInstance() {
    return mostInFlightPerInstance;
  }

  private void handle(HttpExchange exchange) throws IOException {
    Request request = Request.read(exchange);
    Set<String> instances = new HashSet<>();
    request.items().forEach(item -> instances.add(item.instance()));
    started(request, instances);
    Reply reply = script.apply(request);
    // Before the answer leaves: what follows it is the next request of the lane.
    ended(request, instances, reply);
    answer(exchange, reply);
  }

  private synchronized void started(Request request, Set<String> instances) {
    requests.add(request);
    for (String instance : instances) {
      int now = inFlight.merge(instance, 1, Integer::sum);
      mostInFlightPerInstance = Math.max(mostInFlightPerInstance, now);
    }
  }

  private synchronized void ended(Request request, Set<String> instances, Reply reply) {
    instances.forEach(instance -> inFlight.merge(instance, -1, Integer::sum));
    if (reply.kind() == Reply.Kind.ANSWER && reply.status() == 200) {
      accepted.addAll(request.items());
    }
  }

  private void answer(HttpExchange exchange, Reply reply) throws IOException {
    switch (reply.kind()) {
      case CLOSE -> exchange.close();
      case HANG -> awaitClose();
      case HANG_IN_BODY -> {
        exchange.sendResponseHeaders(reply.status(), 100);
        exchange.getResponseBody().flush();
        awaitClose();
      }
      case ANSWER -> {
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(
            reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
        exchange.getResponseBody().write(reply.body());
        exchange.close();
      }
    }
  }

  private void awaitClose() {
    try {
      closed.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
