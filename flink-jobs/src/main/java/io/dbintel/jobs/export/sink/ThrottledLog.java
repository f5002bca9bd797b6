package io.dbintel.jobs.export.sink;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/** One line per interval, however often something repeats; the line says how many were left out. */
final class ThrottledLog {
  private final Consumer<String> error;
  private final Consumer<String> warn;
  private final long intervalNanos;
  private final LongSupplier nanoTime;
  private long lastNanos;
  private boolean logged;
  private long suppressed;

  ThrottledLog(Logger log, Duration interval) {
    this(log::error, log::warn, interval, System::nanoTime);
  }

  ThrottledLog(
      Consumer<String> error, Consumer<String> warn, Duration interval, LongSupplier nanoTime) {
    this.error = error;
    this.warn = warn;
    this.intervalNanos = interval.toNanos();
    this.nanoTime = nanoTime;
  }

  void error(String message) {
    log(error, message);
  }

  void warn(String message) {
    log(warn, message);
  }

  private void log(Consumer<String> sink, String message) {
    long now = nanoTime.getAsLong();
    if (logged && now - lastNanos < intervalNanos) {
      suppressed++;
      return;
    }
    sink.accept(suppressed == 0 ? message : message + " (and " + suppressed + " more like it)");
    logged = true;
    lastNanos = now;
    suppressed = 0;
  }
}
