package io.dbintel.ingest.health;

import io.dbintel.ingest.config.ConfigException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Where to listen, as it stands in the configuration: {@code host:port}, {@code [v6]:port}, or
 * {@code :port}, which means the loopback interface. Another interface must be written out.
 */
final class ListenAddress {
  private static final int MOST_PORT = 65_535;

  private ListenAddress() {}

  /**
   * @throws ConfigException naming option, value and rule
   */
  static InetSocketAddress parse(String option, String value) throws ConfigException {
    int colon = value.lastIndexOf(':');
    if (colon < 0 || !value.substring(colon + 1).matches("\\d{1,5}")) {
      throw wrong(option, value);
    }
    int port = Integer.parseInt(value.substring(colon + 1));
    if (port > MOST_PORT) {
      throw wrong(option, value);
    }
    String host = value.substring(0, colon);
    try {
      return new InetSocketAddress(
          host.isEmpty() ? InetAddress.getLoopbackAddress() : InetAddress.getByName(host), port);
    } catch (UnknownHostException unknown) {
      throw wrong(option, value);
    }
  }

  private static ConfigException wrong(String option, String value) {
    return new ConfigException(
        List.of(
            option
                + ": "
                + value
                + ": must be host:port with a host of this machine and a port up to "
                + MOST_PORT
                + ", or off"));
  }
}
