package io.dbintel.local.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Stands between a client and a server, and stops passing bytes on when it is told to. */
final class Proxy implements AutoCloseable {
  private final ServerSocket listener;
  private volatile int port;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final AtomicLong withheld = new AtomicLong();
  private volatile boolean frozen;

  /** Passes on to a port of this machine. */
  static Proxy to(int port) throws IOException {
    return new Proxy(port);
  }

  /** Accepts and never says a word. */
  static Proxy toNowhere() throws IOException {
    Proxy proxy = new Proxy(0);
    proxy.frozen = true;
    return proxy;
  }

  private Proxy(int port) throws IOException {
    this.port = port;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** Connections stay open, and nothing passes any more: a half-open connection. */
  void freeze() {
    withheld.set(0);
    frozen = true;
  }

  /** Bytes that were not passed on since the last {@link #freeze}. */
  long withheld() {
    return withheld.get();
  }

  /** Connections from now on work; those that are open end. */
  void thaw() throws IOException {
    cut();
    frozen = false;
  }

  /** New connections go to another port of this machine; those that are open end. */
  void switchTo(int newPort) throws IOException {
    port = newPort;
    cut();
  }

  /** Ends all connections. */
  void cut() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    sockets.clear();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    cut();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        sockets.add(client);
        if (port != 0 && !frozen) {
          passOn(client);
        }
      } catch (IOException closing) {
        Thread.currentThread().setName("proxy-closing");
      }
    }
  }

  /** Where nobody listens, the client is told at once. */
  private void passOn(Socket client) throws IOException {
    try {
      Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
      sockets.add(server);
      start(() -> pass(client, server));
      start(() -> pass(server, client));
    } catch (IOException refused) {
      client.close();
    }
  }

  private void pass(Socket from, Socket to) {
    byte[] buffer = new byte[8_192];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (frozen) {
          withheld.addAndGet(read);
        } else {
          out.write(buffer, 0, read);
        }
      }
    } catch (IOException cut) {
      Thread.currentThread().setName("proxy-ended");
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "proxy");
    thread.setDaemon(true);
    thread.start();
  }
}
