package io.dbintel.local.fingerprints;

import io.dbintel.udfs.sql.ScrubbedSql;
import io.dbintel.udfs.sql.SqlScrubber;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What must hold of every text that any source gave. */
final class ScrubbedTexts {
  /** Every literal and comment of the templates holds such a part, and nothing else does. */
  private static final Pattern OF_A_LITERAL = Pattern.compile("[0-9]{5}|secret|mark[0-9]");

  private final List<String> wrong = new ArrayList<>();
  private final Set<String> texts;

  ScrubbedTexts(MajorRun run, Scrubs scrubs) {
    texts = new HashSet<>(run.allTexts());
    SqlScrubber again = new SqlScrubber();
    for (String text : texts) {
      judge(text, scrubs.of(text), again);
    }
    for (BlockRun block : run.blocks()) {
      for (Execution execution : block.executions()) {
        String scrubbed = scrubs.of(execution.activity()).text();
        execution.rendering().secrets().stream()
            .filter(scrubbed::contains)
            .forEach(secret -> wrong.add("%s holds %s".formatted(scrubbed, secret)));
      }
    }
  }

  static boolean holdsLiteral(String scrubbed) {
    return OF_A_LITERAL.matcher(scrubbed).find();
  }

  int count() {
    return texts.size();
  }

  /** Texts that hold a literal, change when scrubbed again, or pass for cut ones. */
  List<String> wrong() {
    return wrong;
  }

  private void judge(String text, ScrubbedSql scrubbed, SqlScrubber again) {
    ScrubbedSql twice = again.scrub(scrubbed.text());
    if (!twice.equals(scrubbed)) {
      wrong.add("%s -> %s -> %s".formatted(text, scrubbed, twice));
    }
    if (holdsLiteral(scrubbed.text())) {
      wrong.add("holds a literal: %s -> %s".formatted(text, scrubbed.text()));
    }
    if (scrubbed.truncated()) {
      wrong.add("whole, and taken for cut: " + text);
    }
  }
}
