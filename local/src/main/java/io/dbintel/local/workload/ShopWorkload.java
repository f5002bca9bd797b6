package io.dbintel.local.workload;

import io.dbintel.local.postgres.EmbeddedPostgresServer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A shop with the databases {@code shop}, {@code crm} and {@code analytics} and the roles {@code
 * app}, {@code batch} and {@code reporting}: about 320 tasks a second of point reads, joins,
 * writes, a PL/pgSQL function, heavy reports and statements that fail, with several hundred
 * distinct texts over time. The same seed draws the same tasks for each of its connections. Lost
 * connections are opened again.
 */
public final class ShopWorkload implements AutoCloseable {
  private static final Duration STOP_DEADLINE = Duration.ofSeconds(30);

  private final List<Worker> workers = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  private ShopWorkload() {}

  /**
   * Creates databases, roles, tables and first data on a server that has none of them; runs nothing
   * yet.
   */
  public static ShopWorkload create(EmbeddedPostgresServer server, long seed) {
    byte[] bytes = new byte[16];
    new SecureRandom().nextBytes(bytes);
    String password = HexFormat.of().formatHex(bytes);
    ShopSchema.create(server, password);
    ShopWorkload workload = new ShopWorkload();
    for (Department department : Department.ALL) {
      String url = server.jdbcUrl(department.database());
      workload.workers.add(new Worker(department, url, password, seed + workload.workers.size()));
    }
    return workload;
  }

  /** Begins to work; may be called again after {@link #stop()}. */
  public synchronized void start() {
    if (!threads.isEmpty()) {
      throw new IllegalStateException("The workload runs already");
    }
    for (Worker worker : workers) {
      worker.resume();
      Thread thread = new Thread(worker, "shop-" + worker.name());
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
  }

  /**
   * Stops and returns when no statement runs any more and all connections are closed.
   *
   * @throws IllegalStateException when one still runs after 30 s
   */
  public synchronized void stop() {
    workers.forEach(Worker::pause);
    for (Thread thread : threads) {
      join(thread);
    }
    threads.clear();
  }

  /** Tasks that ran to their end since the beginning. */
  public long tasks() {
    return workers.stream().mapToLong(Worker::tasks).sum();
  }

  /** Tasks that failed, most of them on purpose. */
  public long failures() {
    return workers.stream().mapToLong(Worker::failures).sum();
  }

  /** Connections opened, the first ones included. */
  public long connections() {
    return workers.stream().mapToLong(Worker::connections).sum();
  }

  @Override
  public void close() {
    stop();
  }

  private static void join(Thread thread) {
    try {
      thread.join(STOP_DEADLINE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      throw new IllegalStateException(
          "%s still runs a statement after %d s"
              .formatted(thread.getName(), STOP_DEADLINE.toSeconds()));
    }
  }
}
