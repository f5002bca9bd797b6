package io.dbintel.local.workload;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** One connection's work at a steady rate: what is late is not made up for in a burst. */
final class Worker implements Runnable {
  private static final long RECONNECT_PAUSE = Duration.ofMillis(200).toNanos();

  private final Department department;
  private final String url;
  private final Properties login = new Properties();
  private final Random random;
  private final AtomicLong tasks = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private final AtomicLong connections = new AtomicLong();
  private volatile boolean running;

  Worker(Department department, String url, String password, long seed) {
    this.department = department;
    this.url = url;
    this.random = new Random(seed);
    login.setProperty("user", department.role());
    login.setProperty("password", password);
    login.setProperty("ApplicationName", "shop-" + name());
  }

  String name() {
    return department.name();
  }

  void resume() {
    running = true;
  }

  void pause() {
    running = false;
  }

  long tasks() {
    return tasks.get();
  }

  long failures() {
    return failures.get();
  }

  long connections() {
    return connections.get();
  }

  @Override
  public void run() {
    while (running) {
      try (Connection connection = DriverManager.getConnection(url, login)) {
        connections.incrementAndGet();
        work(connection);
      } catch (SQLException e) {
        failures.incrementAndGet();
        LockSupport.parkNanos(RECONNECT_PAUSE);
      }
    }
  }

  /** Returns when it is paused or the connection is lost. */
  private void work(Connection connection) throws SQLException {
    long interval = Duration.ofSeconds(1).toNanos() / department.perSecond();
    long next = System.nanoTime();
    while (running) {
      if (!succeeds(connection)) {
        failures.incrementAndGet();
        if (!connection.isValid(1)) {
          return;
        }
      }
      tasks.incrementAndGet();
      next = Math.max(next + interval, System.nanoTime());
      LockSupport.parkNanos(next - System.nanoTime());
    }
  }

  private boolean succeeds(Connection connection) {
    Task task = department.tasks().get(random.nextInt(department.tasks().size()));
    try {
      task.run(connection, random);
      return true;
    } catch (SQLException e) {
      return false;
    }
  }
}
