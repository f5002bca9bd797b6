package io.dbintel.schemas.envelope;

import static java.util.Objects.requireNonNull;

/**
 * The monitored server, as the collector reaches it.
 *
 * @param address host name or address from the configuration
 * @param port TCP port
 * @param versionNum {@code server_version_num}, for example 170011; 0 when it was never reached
 */
public record Server(String address, int port, int versionNum) {
  private static final int MAX_PORT = 65_535;

  public Server {
    requireNonNull(address, "address");
    if (!validPort(port)) {
      throw new IllegalArgumentException("Invalid port " + port + ": must be 0 to " + MAX_PORT);
    }
  }

  static boolean validPort(int port) {
    return port >= 0 && port <= MAX_PORT;
  }
}
