package io.dbintel.local.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The settings a server starts with: small, quick to start, reachable on the loopback interface
 * only.
 */
final class ServerSettings {
  private final Map<String, String> values = new LinkedHashMap<>();

  /** Defaults for a server on {@code port}, overridden by {@code own}. */
  ServerSettings(int port, Map<String, String> own) {
    values.put("listen_addresses", "127.0.0.1");
    values.put("unix_socket_directories", "");
    values.put("shared_preload_libraries", "pg_stat_statements");
    values.put("max_connections", "100");
    values.put("shared_buffers", "64MB");
    values.put("track_io_timing", "on");
    values.put("timezone", "UTC");
    values.put("log_timezone", "UTC");
    // The machine may fail with its temporary folder; a killed process loses nothing without fsync.
    values.put("fsync", "off");
    // A standby is made while the server works; what it wrote meanwhile must still be there.
    values.put("wal_keep_size", "128MB");
    values.putAll(own);
    values.put("port", Integer.toString(port));
  }

  void set(String name, String value) {
    values.put(name, value);
  }

  /** Appends to the server's own file: a later line wins over an earlier one. */
  void appendTo(Path dataDirectory) throws IOException {
    StringBuilder lines = new StringBuilder("\n");
    values.forEach(
        (name, value) -> lines.append("%s = '%s'%n".formatted(name, value.replace("'", "''"))));
    Files.writeString(dataDirectory.resolve("postgresql.conf"), lines, StandardOpenOption.APPEND);
  }
}
