package io.dbintel.ingest.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/**
 * Gives the driver sockets that a deadline can close. Public because the driver creates it by name;
 * its argument is the token of the guard.
 */
public final class GuardedSocketFactory extends SocketFactory {
  private final Guard guard;

  public GuardedSocketFactory(String token) {
    this.guard = Guard.of(token);
  }

  @Override
  public Socket createSocket() throws IOException {
    return guard.newSocket();
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw onlyUnconnected();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
    throw onlyUnconnected();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw onlyUnconnected();
  }

  @Override
  public Socket createSocket(InetAddress address, int port, InetAddress local, int localPort) {
    throw onlyUnconnected();
  }

  private static UnsupportedOperationException onlyUnconnected() {
    return new UnsupportedOperationException("Only unconnected sockets can be guarded");
  }
}
