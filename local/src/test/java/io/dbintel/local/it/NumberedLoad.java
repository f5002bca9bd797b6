package io.dbintel.local.it;

import io.dbintel.local.Await;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Workers whose every statement carries a number of its own. Half of the statements fail, the
 * others have a plan. A number is done when its worker got the server's answer, by which time the
 * server has logged it.
 */
final class NumberedLoad implements AutoCloseable {
  private final MonitoredServer server;
  private final AtomicInteger numbers = new AtomicInteger();
  private final Semaphore allowed = new Semaphore(0);
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final Set<Integer> failed = ConcurrentHashMap.newKeySet();
  private final Set<Integer> planned = ConcurrentHashMap.newKeySet();
  private final ExecutorService workers = Executors.newCachedThreadPool();
  private int count;

  private NumberedLoad(MonitoredServer server) {
    this.server = server;
  }

  static NumberedLoad start(MonitoredServer server, int workers) {
    return start(server, workers, 0);
  }

  /** With numbers above a given one. */
  static NumberedLoad start(MonitoredServer server, int workers, int above) {
    NumberedLoad load = new NumberedLoad(server);
    load.numbers.set(above);
    load.count = workers;
    for (int i = 0; i < workers; i++) {
      load.workers.execute(load::work);
    }
    return load;
  }

  /** Lets the workers run so many more statements, as fast as they can. */
  void allow(int statements) {
    allowed.release(statements);
  }

  /** How many numbers were given out. */
  int given() {
    return numbers.get();
  }

  /** Numbers of statements that failed for the reason that they carry. */
  Set<Integer> failed() {
    return failed;
  }

  /** Numbers of statements that came to their end. */
  Set<Integer> planned() {
    return planned;
  }

  @Override
  public void close() {
    stop();
  }

  /** Returns when all workers have their last answer. */
  void stop() {
    stopping.set(true);
    allowed.release(count);
    workers.shutdown();
    Await.orFail(Duration.ofSeconds(60), workers::isTerminated, () -> "the load goes on");
  }

  private void work() {
    while (!stopping.get()) {
      try (Connection connection = server.postgres().connect("postgres");
          Statement statement = connection.createStatement()) {
        allowed.acquire();
        while (!stopping.get()) {
          next(statement);
          allowed.acquire();
        }
      } catch (SQLException serverIsDown) {
        Thread.onSpinWait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void next(Statement statement) throws SQLException {
    int number = numbers.incrementAndGet();
    if (number % 2 == 0) {
      statement.execute(
          "SELECT 'number %d', count(*) FROM pg_class\n\t-- of many".formatted(number));
      planned.add(number);
      return;
    }
    try {
      statement.execute(
          "SELECT 'number %d'\n\tFROM table_%d_that_is_not_there".formatted(number, number));
    } catch (SQLException e) {
      if (!"42P01".equals(e.getSQLState())) {
        throw e;
      }
      failed.add(number);
    }
  }
}
