package io.dbintel.local.it;

import io.dbintel.ingest.capabilities.ServerProfile;
import io.dbintel.ingest.capabilities.TargetProfile;
import io.dbintel.ingest.collect.CollectResult;
import io.dbintel.ingest.collect.CollectorRun;
import io.dbintel.ingest.config.LogFormatChoice;
import io.dbintel.ingest.config.LogSourceKind;
import io.dbintel.ingest.config.LogsConfig;
import io.dbintel.ingest.config.ServiceConfig;
import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.ingest.logs.LogsCollector;
import io.dbintel.ingest.logs.LogsService;
import io.dbintel.ingest.postgres.Session;
import io.dbintel.ingest.postgres.Watchdog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A log collector on a real server, which can be killed and started again. */
final class LogFollower implements AutoCloseable {
  static final String PREFIX = "%m [%p] %q%u@%d %a %h %c %l %e ";

  private final KeptRecords records = new KeptRecords();
  private final Watchdog watchdog = new Watchdog();
  private final TargetConfig target;
  private final Path state;
  private final ServerProfile profile;
  private LogsCollector collector;
  private long starts;

  LogFollower(
      MonitoredServer server,
      LogSourceKind source,
      String paths,
      LogFormatChoice format,
      Path state) {
    this(server, server.target("server-" + format), source, paths, format, state);
  }

  /** Of a server that is reached in another way. */
  LogFollower(
      MonitoredServer server,
      TargetConfig plain,
      LogSourceKind source,
      String paths,
      LogFormatChoice format,
      Path state) {
    LogsConfig defaults = LogsConfig.defaults();
    this.target =
        plain.withSignals(
            plain
                .signals()
                .withLogs(
                    new LogsConfig(
                        source,
                        paths,
                        format,
                        Optional.empty(),
                        Optional.empty(),
                        defaults.charset(),
                        defaults.interval(),
                        defaults.maxEntryBytes(),
                        defaults.maxBytesPerInterval(),
                        false)));
    this.state = state;
    this.profile = profile(server);
  }

  KeptRecords records() {
    return records;
  }

  synchronized CollectResult collect() {
    return collector().collect();
  }

  /** Ends without a word, and starts again from what is on disk. */
  synchronized void crash() {
    collector = null;
    collect();
  }

  synchronized LogsCollector collector() {
    if (collector == null) {
      starts++;
      try {
        collector =
            LogsService.start(ServiceConfig.defaults().withStateDirectory(state.toString()))
                .collector(
                    new CollectorRun("collector", starts, Clock.systemUTC()),
                    target,
                    watchdog,
                    records,
                    new Known(profile));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return collector;
  }

  @Override
  public synchronized void close() {
    if (collector != null) {
      collector.close();
    }
    watchdog.close();
  }

  private static ServerProfile profile(MonitoredServer server) {
    Map<String, String> settings = new HashMap<>();
    for (List<String> row :
        server
            .postgres()
            .query(
                "postgres",
                "SELECT name, setting FROM pg_settings WHERE name LIKE 'auto\\_explain.%'"
                    + " OR name IN ('log_line_prefix', 'log_timezone')")) {
      settings.put(row.get(0), row.get(1));
    }
    return new ServerProfile(
        Integer.parseInt(server.postgres().value("SHOW server_version_num")),
        "",
        "1",
        1,
        false,
        "none",
        Map.of(),
        Map.of(),
        Set.of(),
        settings,
        Set.of(),
        1);
  }

  private record Known(ServerProfile profile) implements TargetProfile {
    @Override
    public ServerProfile get(Session session) {
      return profile;
    }

    @Override
    public Optional<ServerProfile> last() {
      return Optional.of(profile);
    }

    @Override
    public void doubt() {}
  }
}
