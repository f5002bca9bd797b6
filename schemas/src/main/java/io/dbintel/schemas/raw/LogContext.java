package io.dbintel.schemas.raw;

import static java.util.Objects.requireNonNull;

/**
 * Who logged an entry, when, and where it was read.
 *
 * @param source where it was read: a file's name and identity, or the kind of push
 * @param position of the entry in its source: bytes from its beginning
 * @param format stderr, csvlog or jsonlog
 * @param logTime server clock, µs since the Unix epoch; null when the prefix carries no time
 * @param sessionId {@code %c}
 * @param lineNumber {@code %l}
 * @param queryId of the top-level statement, also for what a nested one logged; from PostgreSQL 14
 */
public record LogContext(
    String source,
    long position,
    String format,
    Long logTime,
    Long pid,
    String sessionId,
    Long lineNumber,
    Long sessionStart,
    String user,
    String database,
    String remoteHost,
    Long remotePort,
    String application,
    String commandTag,
    String virtualXid,
    Long xid,
    String backendType,
    Long leaderPid,
    Long queryId) {

  public LogContext {
    requireNonNull(source, "source");
    requireNonNull(format, "format");
  }
}
