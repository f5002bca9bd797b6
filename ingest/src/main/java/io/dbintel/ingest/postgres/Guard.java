package io.dbintel.ingest.postgres;

import java.io.IOException;
import java.net.Socket;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The deadlines of one connection. It knows the raw sockets, so that a deadline also holds while
 * the driver is still logging in and has not handed out a connection, and under TLS.
 */
final class Guard {
  private static final Logger LOG = LoggerFactory.getLogger(Guard.class);
  private static final Map<String, Guard> OPEN = new ConcurrentHashMap<>();

  private final String token = UUID.randomUUID().toString();
  private final Watchdog watchdog;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicReference<Object> running = new AtomicReference<>();
  private volatile boolean expired;
  private volatile Connection connection;

  Guard(Watchdog watchdog) {
    this.watchdog = watchdog;
    OPEN.put(token, this);
  }

  /** The guard of a token that the driver passes back to {@link GuardedSocketFactory}. */
  static Guard of(String token) {
    Guard guard = OPEN.get(token);
    if (guard == null) {
      throw new IllegalStateException("No connection is open under this token");
    }
    return guard;
  }

  String token() {
    return token;
  }

  Socket newSocket() throws IOException {
    Socket socket = new Socket();
    sockets.add(socket);
    if (expired) {
      socket.close();
    }
    return socket;
  }

  void connected(Connection newConnection) {
    connection = newConnection;
  }

  boolean expired() {
    return expired;
  }

  /** Runs the work and cuts the connection when it takes longer than the limit. */
  <T> T within(Duration limit, SqlWork<T> work) throws SQLException {
    Object round = new Object();
    running.set(round);
    ScheduledFuture<?> alarm = watchdog.after(limit.toNanos(), () -> expire(round));
    long started = System.nanoTime();
    try {
      return work.run();
    } finally {
      RoundTrips.add(started);
      running.compareAndSet(round, null);
      alarm.cancel(false);
    }
  }

  /** Closes what is left, at once. */
  void release() {
    OPEN.remove(token);
    closeSockets();
  }

  private void expire(Object round) {
    if (!running.compareAndSet(round, null)) {
      return;
    }
    expired = true;
    closeSockets();
    Connection open = connection;
    if (open == null) {
      return;
    }
    try {
      open.abort(watchdog.aborter());
    } catch (SQLException alreadyClosed) {
      LOG.debug("A connection was closed before it could be aborted");
    }
  }

  private void closeSockets() {
    for (Socket socket : sockets) {
      try {
        socket.close();
      } catch (IOException alreadyBroken) {
        LOG.debug("A broken socket could not be closed");
      }
    }
  }

  /** One round trip. */
  @FunctionalInterface
  interface SqlWork<T> {
    T run() throws SQLException;
  }
}
