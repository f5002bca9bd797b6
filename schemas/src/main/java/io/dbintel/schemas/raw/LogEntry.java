package io.dbintel.schemas.raw;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * One entry of a server's log. Fields are null where the log's format or its prefix does not carry
 * them.
 *
 * @param entryClass what happened, a word of the collector's catalogue of messages
 * @param fields numbers, words of a fixed set and lists of process ids taken out of the message,
 *     for example {@code duration_ms}
 * @param context who logged it and where it was read
 * @param message primary message, as logged or scrubbed at the edge
 * @param truncated whether the entry was cut to fit a record
 */
public record LogEntry(
    String entryClass,
    Map<String, Object> fields,
    LogContext context,
    String severity,
    String sqlState,
    String message,
    String detail,
    String hint,
    String internalQuery,
    String contextText,
    String statement,
    boolean truncated) {

  public LogEntry {
    requireNonNull(entryClass, "entryClass");
    requireNonNull(context, "context");
    fields = fields == null ? Map.of() : Map.copyOf(fields);
  }
}
