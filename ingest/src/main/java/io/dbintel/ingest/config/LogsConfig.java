package io.dbintel.ingest.config;

import java.time.Duration;
import java.util.Optional;

/**
 * How the log of a target is read.
 *
 * @param paths files or patterns with {@code *}, commas between them; for {@link
 *     LogSourceKind#FILE}
 * @param prefix log_line_prefix of stderr logs; empty: asked of the server
 * @param timeZone log_timezone; empty: asked of the server, else UTC
 * @param charset encoding of the log
 * @param interval between two looks for new bytes
 * @param maxEntryBytes an entry is cut there, and flagged
 * @param maxBytesPerInterval most that the SQL source reads in one interval
 * @param fromBeginning whether a file that was never read before is read from its beginning
 */
public record LogsConfig(
    LogSourceKind source,
    String paths,
    LogFormatChoice format,
    Optional<String> prefix,
    Optional<String> timeZone,
    String charset,
    Duration interval,
    int maxEntryBytes,
    int maxBytesPerInterval,
    boolean fromBeginning) {

  public static LogsConfig defaults() {
    return new LogsConfig(
        SignalOptions.LOGS_SOURCE.defaultValue(),
        "",
        SignalOptions.LOGS_FORMAT.defaultValue(),
        Optional.empty(),
        Optional.empty(),
        SignalOptions.LOGS_CHARSET.defaultValue(),
        SignalOptions.LOGS_INTERVAL.defaultValue(),
        SignalOptions.LOGS_MAX_ENTRY_BYTES.defaultValue(),
        SignalOptions.LOGS_MAX_BYTES.defaultValue(),
        SignalOptions.LOGS_FROM_BEGINNING.defaultValue());
  }

  /** The same with files as source. */
  public LogsConfig withFiles(String newPaths) {
    return withSource(LogSourceKind.FILE, newPaths);
  }

  public LogsConfig withSource(LogSourceKind newSource, String newPaths) {
    return new LogsConfig(
        newSource,
        newPaths,
        format,
        prefix,
        timeZone,
        charset,
        interval,
        maxEntryBytes,
        maxBytesPerInterval,
        fromBeginning);
  }
}
