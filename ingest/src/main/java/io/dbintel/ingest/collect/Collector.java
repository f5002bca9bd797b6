package io.dbintel.ingest.collect;

import java.time.Duration;

/**
 * Collects one signal of one target. Called on one thread at a time; holds at most one connection
 * between runs.
 */
public interface Collector extends AutoCloseable {
  /** Name of the signal: statements, sessions, metrics, capabilities, logs. */
  String feature();

  /** Time between two runs; asked after each run, as it may change. */
  Duration interval();

  /**
   * One run, within the target's deadlines. Publishes what it read, or that it failed. Never throws
   * for what a server or Kafka does.
   */
  CollectResult collect();

  /** Publishes that a run was left out, with the reason; without touching the server. */
  CollectResult leaveOut(String reason);

  /** Whether it asks the server: if not, it goes on when the server is away. */
  default boolean asksServer() {
    return true;
  }

  /** Whether its interval is shorter than the configured one, until it has read what waits. */
  default boolean catchingUp() {
    return false;
  }

  /** Closes the connection. */
  @Override
  void close();
}
