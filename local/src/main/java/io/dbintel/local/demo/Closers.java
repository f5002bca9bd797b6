package io.dbintel.local.demo;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What was started, closed in reverse order and each once, whoever asks first: the end of the demo
 * or the end of the process. What starts after that is closed at once. Thread-safe.
 */
final class Closers implements AutoCloseable {
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private boolean closed;

  /** Takes over the duty to close. */
  <T extends AutoCloseable> T add(T part) {
    synchronized (open) {
      if (!closed) {
        open.push(part);
        return part;
      }
    }
    List<Exception> failures = new ArrayList<>();
    close(part, failures);
    throw new IllegalStateException("The demo ends while it starts");
  }

  /** From now on nothing may start any more; what runs goes on until {@link #close()}. */
  void refuse() {
    synchronized (open) {
      closed = true;
    }
  }

  /** Closes all, also after a failure of one; the first failure is thrown. */
  @Override
  public void close() {
    List<Exception> failures = new ArrayList<>();
    synchronized (this) {
      for (AutoCloseable part = next(); part != null; part = next()) {
        close(part, failures);
      }
    }
    if (!failures.isEmpty()) {
      IllegalStateException failure =
          new IllegalStateException(
              "Not everything could be stopped: " + failures.get(0).getMessage(), failures.get(0));
      failures.stream().skip(1).forEach(failure::addSuppressed);
      throw failure;
    }
  }

  private AutoCloseable next() {
    synchronized (open) {
      closed = true;
      return open.poll();
    }
  }

  private static void close(AutoCloseable part, List<Exception> failures) {
    try {
      part.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failures.add(e);
    } catch (Exception e) {
      failures.add(e);
    }
  }
}
