package io.dbintel.ingest.sessions;

import io.dbintel.ingest.config.Scrub;
import io.dbintel.udfs.pii.TextRules;
import io.dbintel.udfs.pii.TextScrubber;
import io.dbintel.udfs.sql.ScrubbedSql;
import io.dbintel.udfs.sql.SqlOptions;
import io.dbintel.udfs.sql.SqlScrubber;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What may leave of texts and names that clients choose. Texts of statements have a fingerprint;
 * with {@code scrub: edge} nothing but their normal form leaves, and of application names and
 * addresses what no rule for free text finds. What cannot be scrubbed is dropped. Not thread-safe.
 */
final class SessionScrubber {
  private static final int LONGEST_CHARACTER = 4;
  private static final int MAX_NAMES = 1_000;

  private final boolean edge;
  private final SqlScrubber conforming = new SqlScrubber();
  private final SqlScrubber escaping =
      new SqlScrubber(new SqlOptions(false, SqlOptions.DEFAULT.cutAtBytes()));
  private final TextScrubber names;
  private final Map<String, String> scrubbedNames = new LinkedHashMap<>(16, 0.75f, true);

  SessionScrubber(Scrub scrub) {
    edge = scrub == Scrub.EDGE;
    names = edge ? new TextScrubber(TextRules.standard()) : null;
  }

  /**
   * @param raw bytes as the server sent them
   * @param settings how the server reads and cuts texts
   * @param fingerprinted whether the fingerprint is needed although nothing is scrubbed
   */
  LeavingText statement(byte[] raw, TextSettings settings, boolean fingerprinted) {
    String text = new String(raw, StandardCharsets.UTF_8);
    boolean cut = cut(raw, settings.cutAtBytes());
    if (!edge && !fingerprinted) {
      return new LeavingText(text, null, cut);
    }
    try {
      SqlScrubber scrubber = settings.standardConformingStrings() ? conforming : escaping;
      ScrubbedSql sql = scrubber.scrub(text, cut);
      return edge
          ? new LeavingText(sql.text(), sql.fingerprintId(), sql.truncated())
          : new LeavingText(text, sql.fingerprintId(), cut);
    } catch (RuntimeException defect) {
      // Its message may quote the text.
      return new LeavingText(edge ? "" : text, null, true);
    }
  }

  /** An application name or an address; null when nothing of it may leave. */
  String name(String field, String value) {
    if (!edge || value == null || value.isEmpty()) {
      return value;
    }
    String known = scrubbedNames.get(value);
    if (known == null) {
      known = scrubbed(field, value);
      scrubbedNames.put(value, known);
      if (scrubbedNames.size() > MAX_NAMES) {
        scrubbedNames.remove(scrubbedNames.keySet().iterator().next());
      }
    }
    return known;
  }

  private String scrubbed(String field, String value) {
    try {
      return names.scrub(field, value).text();
    } catch (RuntimeException defect) {
      return null;
    }
  }

  /**
   * Whether the server cut the text: it then fills track_activity_query_size but for the zero at
   * its end, or for the rest of a character of several bytes.
   */
  private static boolean cut(byte[] raw, int limit) {
    if (limit <= 0 || raw.length < limit - LONGEST_CHARACTER) {
      return false;
    }
    boolean ascii = true;
    for (byte b : raw) {
      ascii &= b >= 0;
    }
    return raw.length >= limit - (ascii ? 1 : LONGEST_CHARACTER);
  }
}
