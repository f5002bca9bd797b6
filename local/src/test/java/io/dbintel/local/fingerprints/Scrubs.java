package io.dbintel.local.fingerprints;

import io.dbintel.udfs.sql.ScrubbedSql;
import io.dbintel.udfs.sql.SqlScrubber;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Scrubs texts once each. */
final class Scrubs {
  private final SqlScrubber scrubber = new SqlScrubber();
  private final Map<String, ScrubbedSql> done = new HashMap<>();

  ScrubbedSql of(String text) {
    return done.computeIfAbsent(text, scrubber::scrub);
  }

  long fingerprint(String text) {
    return of(text).fingerprint();
  }

  List<Long> ofStatements(String text) {
    return scrubber.statements(text).stream().map(ScrubbedSql::fingerprint).toList();
  }

  /** Everything scrubbed so far, by original. */
  Map<String, ScrubbedSql> all() {
    return done;
  }

  /** Two texts with what became of them, for messages. */
  String compare(String one, String other) {
    return "%n    %s%n      -> %s%n    %s%n      -> %s"
        .formatted(oneLine(one), of(one).text(), oneLine(other), of(other).text());
  }

  private static String oneLine(String text) {
    return text.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t");
  }
}
