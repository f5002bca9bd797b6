package io.dbintel.udfs.logs;

import io.dbintel.udfs.sql.SqlScrubber;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Scrubs log entries. Never fails: any characters in, a safe text out. Linear in the length of the
 * text. Reuses its buffers, so not thread-safe.
 *
 * <p>What stays: times, process and session ids, severity, SQLSTATE, durations, counts, the words
 * of known messages, and word-like names of what the server found to exist. Names that it did not
 * find are input of a user. Of messages that users' own functions raise, nothing stays.
 */
public final class LogScrubber {
  /** What is longer is cut here. */
  public static final int MAX_CHARACTERS = 1 << 24;

  private static final int MAX_REPEATS = 5;

  private final EntryScrubber entry;

  /**
   * @param plans scrubs a plan in any format of auto_explain
   */
  public LogScrubber(SqlScrubber sql, UnaryOperator<String> plans) {
    this.entry = new EntryScrubber(sql, plans);
  }

  /** One entry whose fields are known. */
  public LogFields scrub(LogFields fields) {
    EntryFacts facts = EntryFacts.of(fields);
    Map<LogField, String> scrubbed = new EnumMap<>(LogField.class);
    fields
        .values()
        .forEach((field, value) -> scrubbed.put(field, entry.scrub(field, value, facts).text()));
    return new LogFields(scrubbed);
  }

  /**
   * Entries as text, one or more: a bare message, lines as on stderr with any prefix, csvlog or
   * jsonlog. The result has the same form. What is left of text without a known shape may itself
   * look like something else, so such a result is scrubbed again until it stays as it is.
   */
  public ScrubbedLog scrub(String text) {
    boolean cut = text.length() > MAX_CHARACTERS;
    ScrubbedLog first = once(cut ? text.substring(0, MAX_CHARACTERS) : text, cut);
    ScrubbedLog stable = first;
    for (int i = 0; i < MAX_REPEATS && entry.isUnsure(); i++) {
      ScrubbedLog again = once(stable.text(), cut);
      if (again.text().equals(stable.text())) {
        return first.withText(again.text());
      }
      stable = again;
    }
    return entry.isUnsure() ? first.withText(Names.HIDDEN) : first.withText(stable.text());
  }

  private ScrubbedLog once(String bounded, boolean cut) {
    entry.forgetDoubts();
    LogOutput out = new LogOutput(cut);
    if (JsonEntries.isJson(bounded)) {
      new JsonEntries(entry, out).scrub(bounded);
    } else if (CsvEntries.isCsv(bounded)) {
      new CsvEntries(entry, out).scrub(bounded);
    } else {
      new StderrEntries(entry, out).scrub(bounded);
    }
    return out.result();
  }
}
