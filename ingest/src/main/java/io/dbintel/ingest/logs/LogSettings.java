package io.dbintel.ingest.logs;

import io.dbintel.ingest.capabilities.ServerProfile;
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
 * server was last seen with, else its defaults.
 *
 * @param capture settings of auto_explain, empty when they are not known
 */
record LogSettings(ParseOptions parse, Map<String, String> capture) {
  private static final String AUTO_EXPLAIN = "auto_explain.";

  static LogSettings of(LogsConfig config, Optional<ServerProfile> profile) {
    String prefix =
        config
            .prefix()
            .or(() -> profile.flatMap(known -> known.setting("log_line_prefix")))
            .orElse(ParseOptions.DEFAULT_PREFIX);
    ZoneId zone =
        config
            .timeZone()
            .or(() -> profile.flatMap(known -> known.setting("log_timezone")))
            .flatMap(LogSettings::zone)
            .orElse(ZoneOffset.UTC);
    return new LogSettings(
        new ParseOptions(prefix, zone, Charset.forName(config.charset()), config.maxEntryBytes()),
        capture(profile));
  }

  private static Map<String, String> capture(Optional<ServerProfile> profile) {
    Map<String, String> capture = new TreeMap<>();
    profile
        .map(ServerProfile::settings)
        .orElse(Map.of())
        .forEach(
            (name, value) -> {
              if (name.startsWith(AUTO_EXPLAIN)) {
                capture.put(name, value);
              }
            });
    return capture;
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
