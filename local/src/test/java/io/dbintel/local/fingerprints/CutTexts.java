package io.dbintel.local.fingerprints;

import io.dbintel.udfs.sql.ScrubbedSql;
import io.dbintel.udfs.sql.SqlOptions;
import io.dbintel.udfs.sql.SqlScrubber;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What becomes of texts that the server cut, against those of the same templates that it kept. */
final class CutTexts {
  /** A text may end this much before the limit: no character is cut in two. */
  private static final int LONGEST_CHARACTER = 4;

  private final Set<Long> whole = new HashSet<>();
  private final List<String> wrong = new ArrayList<>();
  private int count;

  CutTexts(MajorRun run, Scrubs scrubs) {
    for (BlockRun block : run.blocks()) {
      block.executions().forEach(e -> whole.add(scrubs.fingerprint(e.activity())));
    }
    SqlScrubber scrubber = new SqlScrubber(SqlOptions.DEFAULT.cutAt(MajorRun.SMALL_QUERY_SIZE));
    for (Execution execution : run.cut()) {
      judge(execution.activity(), execution.rendering().sql(), scrubber, scrubs);
    }
  }

  /** How many texts the server cut. */
  int count() {
    return count;
  }

  /** Cut texts that pass for whole, and short ones that do not. */
  List<String> wrong() {
    return wrong;
  }

  private void judge(String seen, String sent, SqlScrubber scrubber, Scrubs scrubs) {
    ScrubbedSql scrubbed = scrubber.scrub(seen);
    if (seen.length() < sent.stripTrailing().length()) {
      count++;
      if (!scrubbed.truncated() || whole.contains(scrubbed.fingerprint())) {
        wrong.add("cut, and taken for whole: " + seen);
      }
    } else if (bytes(seen) < MajorRun.SMALL_QUERY_SIZE - LONGEST_CHARACTER
        && scrubbed.fingerprint() != scrubs.fingerprint(sent)) {
      wrong.add("whole, and of another fingerprint: " + seen);
    }
    if (ScrubbedTexts.holdsLiteral(scrubbed.text())) {
      wrong.add("holds a literal: " + seen + " -> " + scrubbed.text());
    }
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
