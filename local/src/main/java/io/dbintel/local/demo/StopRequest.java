package io.dbintel.local.demo;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The user's wish to end. The first signal asks for an orderly end, the second one for an end at
 * once. Signals are taken from the JVM, because its own answer to them is to run the shutdown hooks
 * of all parts at the same time, and the check needs the parts alive.
 */
final class StopRequest {
  private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");

  private final CountDownLatch requested = new CountDownLatch(1);
  private final AtomicInteger count = new AtomicInteger();
  private final Runnable first;
  private final Runnable second;

  /**
   * @param first runs with the first request
   * @param second runs with each later one
   */
  StopRequest(Runnable first, Runnable second) {
    this.first = first;
    this.second = second;
  }

  /** Takes the signals of this process. */
  void listen() {
    SIGNALS.forEach(this::listen);
  }

  void request() {
    if (count.incrementAndGet() == 1) {
      first.run();
      requested.countDown();
    } else {
      second.run();
    }
  }

  boolean requested() {
    return requested.getCount() == 0;
  }

  /** Returns true as soon as the end is asked for, false after the wait. */
  boolean await(Duration wait) {
    try {
      return requested.await(Math.max(0, wait.toMillis()), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** By reflection: the class is supported but not part of the platform's API. */
  private void listen(String name) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object proxy =
          Proxy.newProxyInstance(
              StopRequest.class.getClassLoader(),
              new Class<?>[] {handler},
              (self, method, arguments) ->
                  switch (method.getName()) {
                    case "handle" -> {
                      request();
                      yield null;
                    }
                    case "hashCode" -> System.identityHashCode(self);
                    case "equals" -> self == arguments[0];
                    default -> "stop on " + name;
                  });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
    } catch (ReflectiveOperationException e) {
      // Without the signal the shutdown hook still leaves nothing behind; only the check is lost.
      System.err.println("This JVM does not hand over the signal " + name + ": " + e);
    }
  }
}
