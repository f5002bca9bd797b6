package io.dbintel.ingest.logs.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.ingest.config.HttpDeadlines;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** In a JVM of its own: the server of the JDK reads its limits once. */
class StalledClientsTest {
  private static final int CLIENTS = 40;

  @Test
  void clientsThatStopInsideTheirBodyDoNotStopOthers() throws Exception {
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dsun.net.httpserver.maxReqTime=1",
                "-cp",
                System.getProperty("java.class.path"),
                StalledClientsTest.class.getName())
            .redirectErrorStream(true)
            .start();
    try {
      assertThat(java.waitFor(40, TimeUnit.SECONDS)).as("an answer").isTrue();
      assertThat(new String(java.getInputStream().readAllBytes(), UTF_8)).contains("HTTP/1.1 405");
    } finally {
      java.destroyForcibly();
    }
  }

  @Test
  void whatTheOperatorHasSetStaysAndThereIsALimitOtherwise() {
    HttpDeadlines.use();
    assertThat(Integer.parseInt(System.getProperty("sun.net.httpserver.maxReqTime"))).isPositive();
  }

  /** Prints how a request is answered while many clients hold theirs back. */
  public static void main(String[] arguments) throws Exception {
    List<Socket> stalled = new ArrayList<>();
    try (OtlpLogsReceiver receiver = OtlpLogsReceiver.start("127.0.0.1:0", Optional.empty())) {
      for (int i = 0; i < CLIENTS; i++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), receiver.port());
        stalled.add(socket);
        send(
            socket,
            "POST /v1/logs HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                + "Content-Length: 100\r\n\r\n{");
      }
      while (receiver.requests() < 16) {
        Thread.onSpinWait();
      }
      String answer = null;
      while (answer == null) {
        answer = ask(receiver.port());
      }
      System.out.println(answer);
    } finally {
      for (Socket socket : stalled) {
        socket.close();
      }
    }
  }

  /** Null when it has waited behind the others for too long: a client comes again. */
  private static String ask(int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      send(socket, "GET /v1/logs HTTP/1.1\r\nHost: a\r\n\r\n");
      return new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)).readLine();
    } catch (SocketException closed) {
      return null;
    }
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(UTF_8));
    socket.getOutputStream().flush();
  }
}
