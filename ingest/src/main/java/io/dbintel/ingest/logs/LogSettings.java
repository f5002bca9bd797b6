package io.dbintel.ingest.logs;

import io.dbintel.ingest.capabilities.ServerProfile;
import io.dbintel.ingest.config.LogFormatChoice;
import io.dbintel.ingest.config.LogsConfig;
import io.dbintel.ingest.logs.parse.ParseOptions;
import java.nio.charset.Charset;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is known of the server's settings that shape its log: those configured, else those the
 * server has, else those it had when it was last seen, else its defaults.
 *
 * @param certain whether the log can be read with these: not when it may be stderr, and nothing is
 *     known of its prefix
 * @param server settings of the server by name, as far as they matter here
 */
record LogSettings(ParseOptions parse, boolean certain, Map<String, String> server) {
  private static final String AUTO_EXPLAIN = "auto_explain.";
  private static final String PREFIX = "log_line_prefix";
  private static final String ZONE = "log_timezone";

  static LogSettings of(
      LogsConfig config, Optional<ServerProfile> profile, Map<String, String> last) {
    Map<String, String> server = profile.map(LogSettings::relevant).orElse(last);
    Optional<String> prefix = config.prefix().or(() -> Optional.ofNullable(server.get(PREFIX)));
    ZoneId zone =
        config
            .timeZone()
            .or(() -> Optional.ofNullable(server.get(ZONE)))
            .flatMap(LogSettings::zone)
            .orElse(ZoneOffset.UTC);
    boolean structured =
        config.format() == LogFormatChoice.CSVLOG || config.format() == LogFormatChoice.JSONLOG;
    return new LogSettings(
        new ParseOptions(
            prefix.orElse(ParseOptions.DEFAULT_PREFIX),
            zone,
            Charset.forName(config.charset()),
            config.maxEntryBytes()),
        structured || prefix.isPresent(),
        server);
  }

  /** Settings of auto_explain; empty when they are not known. */
  Map<String, String> capture() {
    Map<String, String> capture = new TreeMap<>(server);
    capture.keySet().removeIf(name -> !name.startsWith(AUTO_EXPLAIN));
    return capture;
  }

  private static Map<String, String> relevant(ServerProfile profile) {
    Map<String, String> settings = new TreeMap<>(profile.settings());
    settings
        .keySet()
        .removeIf(
            name -> !name.startsWith(AUTO_EXPLAIN) && !name.equals(PREFIX) && !name.equals(ZONE));
    return settings;
  }

  /** Names that the server knows and Java does not are rare; their times are taken as UTC. */
  private static Optional<ZoneId> zone(String name) {
    try {
      return Optional.of(ZoneId.of(name));
    } catch (DateTimeException unknown) {
      return Optional.empty();
    }
  }
}
