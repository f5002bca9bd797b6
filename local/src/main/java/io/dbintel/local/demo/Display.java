package io.dbintel.local.demo;

import java.time.Duration;

/** Shows how the demo runs. */
interface Display extends AutoCloseable {
  /** How often it wants to show something new. */
  Duration period();

  void show(Status status);

  /** Leaves the terminal as it was. */
  @Override
  void close();
}
