package io.dbintel.local.it;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Stands between a client and a server as a pooler does: it tells clients a process id of its own.
 * TLS is refused.
 */
final class PoolerProxy implements AutoCloseable {
  private static final int SSL_REQUEST = 80_877_103;
  private static final int OWN_PROCESS = 1;

  private final ServerSocket listener;
  private final int serverPort;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();

  private PoolerProxy(int serverPort) throws IOException {
    this.serverPort = serverPort;
    this.listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
  }

  static PoolerProxy before(int serverPort) throws IOException {
    PoolerProxy proxy = new PoolerProxy(serverPort);
    start(proxy::accept);
    return proxy;
  }

  int port() {
    return listener.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  private void accept() throws IOException {
    while (!listener.isClosed()) {
      Socket client = listener.accept();
      Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
      sockets.addAll(List.of(client, server));
      start(() -> toServer(client, server));
      start(() -> toClient(server, client));
    }
  }

  private static void toServer(Socket client, Socket server) throws IOException {
    DataInputStream in = new DataInputStream(client.getInputStream());
    DataOutputStream out = new DataOutputStream(server.getOutputStream());
    int length = in.readInt();
    int code = in.readInt();
    if (code == SSL_REQUEST) {
      client.getOutputStream().write('N');
    } else {
      out.writeInt(length);
      out.writeInt(code);
    }
    in.transferTo(out);
  }

  private static void toClient(Socket server, Socket client) throws IOException {
    DataInputStream in = new DataInputStream(server.getInputStream());
    DataOutputStream out = new DataOutputStream(client.getOutputStream());
    for (int type = in.read(); type >= 0; type = in.read()) {
      byte[] body = new byte[in.readInt() - 4];
      in.readFully(body);
      if (type == 'K') {
        java.nio.ByteBuffer.wrap(body).putInt(OWN_PROCESS);
      }
      out.write(type);
      out.writeInt(body.length + 4);
      out.write(body);
      out.flush();
    }
  }

  private static void start(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException closed) {
                Thread.currentThread().interrupt();
              }
            },
            "pooler-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  /** What one thread does until its sockets are closed. */
  @FunctionalInterface
  private interface Work {
    void run() throws IOException;
  }
}
