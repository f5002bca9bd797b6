package io.dbintel.ingest.logs.parse;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;

/**
 * What the server is known to be set to.
 *
 * @param prefix {@code log_line_prefix}; of no meaning for csvlog and jsonlog
 * @param zone {@code log_timezone}: decides what an abbreviation such as CST means
 * @param charset of the bytes; every encoding of a server holds ASCII as it is
 * @param maxEntryBytes of the texts of an entry together, as they are in JSON and UTF-8; what is
 *     beyond is cut, and the entry flagged
 */
public record ParseOptions(String prefix, ZoneId zone, Charset charset, int maxEntryBytes) {
  /** What PostgreSQL sets when nobody does. */
  public static final String DEFAULT_PREFIX = "%m [%p] ";

  /** Leaves a mebibyte of a topic's 16 for what surrounds an entry in its record. */
  public static final int DEFAULT_MAX_ENTRY_BYTES = 15 << 20;

  /** Less could not hold the names and numbers of an entry. */
  public static final int MIN_ENTRY_BYTES = 1 << 10;

  private static final ParseOptions DEFAULTS =
      new ParseOptions(
          DEFAULT_PREFIX, ZoneOffset.UTC, StandardCharsets.UTF_8, DEFAULT_MAX_ENTRY_BYTES);

  /**
   * @throws IllegalArgumentException when {@code maxEntryBytes} is below {@link #MIN_ENTRY_BYTES}
   */
  public ParseOptions {
    Objects.requireNonNull(prefix, "prefix");
    Objects.requireNonNull(zone, "zone");
    Objects.requireNonNull(charset, "charset");
    if (maxEntryBytes < MIN_ENTRY_BYTES) {
      throw new IllegalArgumentException(
          "Invalid value %d for maxEntryBytes: must be at least %d"
              .formatted(maxEntryBytes, MIN_ENTRY_BYTES));
    }
  }

  /** {@value #DEFAULT_PREFIX}, UTC, UTF-8, 15 MiB. */
  public static ParseOptions defaults() {
    return DEFAULTS;
  }

  public ParseOptions withPrefix(String other) {
    return new ParseOptions(other, zone, charset, maxEntryBytes);
  }

  public ParseOptions withZone(ZoneId other) {
    return new ParseOptions(prefix, other, charset, maxEntryBytes);
  }

  public ParseOptions withCharset(Charset other) {
    return new ParseOptions(prefix, zone, other, maxEntryBytes);
  }

  public ParseOptions withMaxEntryBytes(int other) {
    return new ParseOptions(prefix, zone, charset, other);
  }
}
