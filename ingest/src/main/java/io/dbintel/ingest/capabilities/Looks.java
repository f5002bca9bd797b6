package io.dbintel.ingest.capabilities;

import java.time.Duration;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * When a connection must be asked which server it has: a new one before it is used, and one of all
 * now and then, as a standby that is promoted keeps its connections. Thread-safe.
 */
final class Looks {
  static final Duration BETWEEN = Duration.ofSeconds(10);

  private final Map<Object, Boolean> known = new WeakHashMap<>();
  private long lastNanos;

  /** Whether to ask now; who is told so asks. */
  synchronized boolean due(Object connection, long nowNanos) {
    boolean isNew = known.put(connection, true) == null;
    if (!isNew && nowNanos - lastNanos < BETWEEN.toNanos()) {
      return false;
    }
    lastNanos = nowNanos;
    return true;
  }

  /** It was asked all there is to know. */
  synchronized void asked(Object connection, long nowNanos) {
    known.put(connection, true);
    lastNanos = nowNanos;
  }
}
