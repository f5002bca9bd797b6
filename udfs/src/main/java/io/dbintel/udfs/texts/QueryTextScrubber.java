package io.dbintel.udfs.texts;

import io.dbintel.schemas.statements.QueryTexts.QueryText;
import io.dbintel.schemas.statements.QueryTexts.Shape;
import io.dbintel.udfs.sql.ScrubbedSql;
import io.dbintel.udfs.sql.SqlFingerprint;
import io.dbintel.udfs.sql.SqlOptions;
import io.dbintel.udfs.sql.SqlScrubber;
import io.dbintel.udfs.sql.SqlSummary;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Scrubs texts of {@code pg_stat_statements}: the same in the collector and in the job, so that
 * both give the same text and fingerprint. A text that cannot be scrubbed is dropped. Not
 * thread-safe.
 */
public final class QueryTextScrubber {
  /** What scrubbed records say; a job keeps what this version found out. */
  public static final String VERSION = "v" + SqlFingerprint.VERSION;

  /** What the server says in place of a text. */
  private static final Set<String> NO_TEXTS =
      Set.of("<insufficient privilege>", "<command string not enabled>");

  private static final String CUT = " ...";
  private static final int MAX_LABEL_CHARS = 255;
  private static final int MAX_CACHED = 65_536;
  private static final long MAX_CACHED_CHARS = 16L << 20;

  private final SqlScrubber conforming = new SqlScrubber();
  private final SqlScrubber escaping =
      new SqlScrubber(new SqlOptions(false, SqlOptions.DEFAULT.cutAtBytes()));
  private final ScrubCache cache;
  private long failures;

  private QueryTextScrubber(ScrubCache cache) {
    this.cache = cache;
  }

  /** For one who gets the same texts again and again: remembers the last. */
  public static QueryTextScrubber caching() {
    return new QueryTextScrubber(new ScrubCache(MAX_CACHED, MAX_CACHED_CHARS));
  }

  /** For one who gets each text once: keeps nothing. */
  public static QueryTextScrubber plain() {
    return new QueryTextScrubber(new ScrubCache(0, 0));
  }

  /**
   * What may leave of a text as it stands in a record.
   *
   * @param scrubVersion of the record's envelope; null when the text is as the server keeps it
   * @return empty when there is no text
   */
  public Optional<ScrubbedQueryText> scrub(
      QueryText text, String scrubVersion, boolean standardConformingStrings) {
    if (VERSION.equals(scrubVersion)) {
      return Optional.ofNullable(text.shape()).map(shape -> kept(text, shape));
    }
    if (text.text().isBlank() || NO_TEXTS.contains(text.text())) {
      return Optional.empty();
    }
    ScrubCache.Key key =
        new ScrubCache.Key(text.text(), text.truncated(), standardConformingStrings);
    return cache.get(key, this::compute);
  }

  /** The text as the collector publishes it when it scrubs; an empty one when there is no text. */
  public QueryText edge(QueryText raw, boolean standardConformingStrings) {
    Optional<ScrubbedQueryText> scrubbed = scrub(raw, null, standardConformingStrings);
    return new QueryText(
        raw.userid(),
        raw.dbid(),
        raw.toplevel(),
        raw.queryid(),
        scrubbed.map(ScrubbedQueryText::text).orElse(""),
        scrubbed.map(ScrubbedQueryText::truncated).orElse(raw.truncated()),
        scrubbed.map(QueryTextScrubber::shape).orElse(null));
  }

  /** Texts that were found in the cache. */
  public long hits() {
    return cache.hits();
  }

  /** Texts that had to be scrubbed. */
  public long misses() {
    return cache.misses();
  }

  /** Texts that were dropped because the scrubber failed: a defect. */
  public long failures() {
    return failures;
  }

  private static Shape shape(ScrubbedQueryText text) {
    return new Shape(text.fingerprint(), text.summary(), text.operation(), text.tables());
  }

  private static ScrubbedQueryText kept(QueryText text, Shape shape) {
    return bounded(
        text.text(),
        shape.fingerprint(),
        new SqlSummary(shape.operation(), shape.tables(), shape.summary()),
        text.truncated());
  }

  private Optional<ScrubbedQueryText> compute(ScrubCache.Key key) {
    SqlScrubber scrubber = key.standardConformingStrings() ? conforming : escaping;
    try {
      ScrubbedSql sql = scrubber.scrub(key.text(), key.cut());
      if (sql.text().isBlank()) {
        return Optional.empty();
      }
      // Of the scrubbed text: nothing that it lost can come back by way of a name.
      SqlSummary summary = scrubber.summary(sql.text());
      return Optional.of(bounded(sql.text(), sql.fingerprintId(), summary, sql.truncated()));
    } catch (RuntimeException defect) {
      // Its message may quote the text.
      failures++;
      return Optional.empty();
    }
  }

  private static ScrubbedQueryText bounded(
      String text, String fingerprint, SqlSummary summary, boolean truncated) {
    boolean fits = text.length() <= ScrubbedQueryText.MAX_CHARS;
    List<String> tables =
        summary.tables().stream()
            .filter(table -> table.length() <= MAX_LABEL_CHARS)
            .limit(ScrubbedQueryText.MAX_TABLES)
            .toList();
    return new ScrubbedQueryText(
        fits ? text : cut(text),
        fingerprint,
        label(summary.summary()),
        label(summary.operation()),
        tables,
        truncated || !fits);
  }

  /** The beginning of a scrubbed text; never half a surrogate pair. */
  private static String cut(String text) {
    int end = ScrubbedQueryText.MAX_CHARS - CUT.length();
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + CUT;
  }

  private static String label(String label) {
    return label.length() <= MAX_LABEL_CHARS ? label : "";
  }
}
