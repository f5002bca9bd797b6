package io.dbintel.ingest.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A server that accepts connections and behaves badly on them. */
public final class FakeServer implements AutoCloseable {
  private final ServerSocket listener;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  /** What happens on one connection. */
  @FunctionalInterface
  public interface Behaviour {
    void serve(Socket socket, CountDownLatch closed) throws IOException, InterruptedException;
  }

  private FakeServer(Behaviour behaviour) throws IOException {
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(() -> accept(behaviour));
  }

  /** Accepts and never says a word. */
  public static FakeServer silent() throws IOException {
    return new FakeServer((socket, closed) -> closed.await());
  }

  /**
   * Answers the request for TLS with no, then sends one byte of an endless error message every now
   * and then: no single read ever waits long.
   */
  public static FakeServer dripping() throws IOException {
    return new FakeServer(
        (socket, closed) -> {
          OutputStream out = socket.getOutputStream();
          out.write('N');
          out.write(new byte[] {'E', 0, 0, 0x10, 0});
          out.flush();
          while (!closed.await(20, TimeUnit.MILLISECONDS)) {
            out.write('S');
            out.flush();
          }
        });
  }

  /** Lets every role in, then never answers a query. */
  public static FakeServer mute() throws IOException {
    return new FakeServer(
        (socket, closed) -> {
          OutputStream out = socket.getOutputStream();
          out.write(new byte[] {'R', 0, 0, 0, 8, 0, 0, 0, 0});
          parameter(out, "server_version", "17.0");
          parameter(out, "server_encoding", "UTF8");
          parameter(out, "client_encoding", "UTF8");
          parameter(out, "DateStyle", "ISO");
          parameter(out, "integer_datetimes", "on");
          parameter(out, "standard_conforming_strings", "on");
          out.write(new byte[] {'K', 0, 0, 0, 12, 0, 0, 0, 1, 0, 0, 0, 2});
          out.write(new byte[] {'Z', 0, 0, 0, 5, 'I'});
          out.flush();
          closed.await();
        });
  }

  public int port() {
    return listener.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    listener.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  private void accept(Behaviour behaviour) {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        sockets.add(socket);
        start(() -> serve(behaviour, socket));
      } catch (IOException closing) {
        return;
      }
    }
  }

  private void serve(Behaviour behaviour, Socket socket) {
    try (socket) {
      behaviour.serve(socket, closed);
    } catch (IOException | InterruptedException gone) {
      Thread.currentThread().interrupt();
    }
  }

  private static void parameter(OutputStream out, String name, String value) throws IOException {
    byte[] body = (name + '\0' + value + '\0').getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    out.write(new byte[] {'S', 0, 0, 0, (byte) (body.length + 4)});
    out.write(body);
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "fake-server");
    thread.setDaemon(true);
    thread.start();
  }
}
