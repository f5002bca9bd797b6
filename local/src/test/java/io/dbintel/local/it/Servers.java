package io.dbintel.local.it;

import java.util.Map;
import java.util.TreeMap;

/** One server of each major release, started when first asked for and shared by all classes. */
final class Servers implements AutoCloseable {
  private final Map<Integer, MonitoredServer> byMajor = new TreeMap<>();

  synchronized MonitoredServer of(int major) {
    return byMajor.computeIfAbsent(major, missing -> MonitoredServer.start(missing, Map.of()));
  }

  @Override
  public synchronized void close() {
    byMajor.values().forEach(MonitoredServer::close);
  }
}
