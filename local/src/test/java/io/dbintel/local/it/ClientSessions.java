package io.dbintel.local.it;

import io.dbintel.local.postgres.EmbeddedPostgresServer;
import java.util.ArrayDeque;
import java.util.Deque;

/** Clients that are closed together, the last first, so that waiters go before who blocks them. */
final class ClientSessions implements AutoCloseable {
  static final String APPLICATION = "sessions-it";

  private final EmbeddedPostgresServer server;
  private final Deque<ClientSession> open = new ArrayDeque<>();

  ClientSessions(EmbeddedPostgresServer server) {
    this.server = server;
  }

  ClientSession open() {
    return opened(new ClientSession(server, APPLICATION));
  }

  ClientSession opened(ClientSession session) {
    open.push(session);
    return session;
  }

  @Override
  public void close() {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }
}
