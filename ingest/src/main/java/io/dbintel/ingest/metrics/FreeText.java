package io.dbintel.ingest.metrics;

import io.dbintel.ingest.catalogue.OutputColumn;
import io.dbintel.ingest.config.Scrub;
import io.dbintel.schemas.raw.MetricsChunk.Kind;
import io.dbintel.udfs.pii.TextRules;
import io.dbintel.udfs.pii.TextScrubber;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Scrubs columns that may hold what a user wrote, for targets that scrub at the edge. Rows that are
 * the same thereafter get a number, because they still are different things.
 */
final class FreeText {
  private final TextScrubber scrubber;

  FreeText(Scrub scrub) {
    scrubber = scrub == Scrub.EDGE ? new TextScrubber(TextRules.standard()) : null;
  }

  EntryRead apply(EntryRead read, int major) {
    List<OutputColumn> outputs = read.entry().outputs(major);
    if (scrubber == null || outputs.stream().noneMatch(OutputColumn::freeText)) {
      return read;
    }
    int first = firstFreeIdentity(outputs);
    Map<List<Object>, Integer> seen = new HashMap<>();
    List<List<Object>> rows = new ArrayList<>();
    for (List<Object> row : read.rows()) {
      List<Object> scrubbed = scrubbed(row, outputs);
      if (first >= 0) {
        int count = seen.merge(identity(scrubbed, outputs), 1, Integer::sum);
        if (count > 1) {
          scrubbed.set(first, scrubbed.get(first) + " #" + count);
        }
      }
      rows.add(scrubbed);
    }
    return read.withRows(read.outcome(), read.reason(), rows);
  }

  private List<Object> scrubbed(List<Object> row, List<OutputColumn> outputs) {
    List<Object> scrubbed = new ArrayList<>(row);
    for (int i = 0; i < row.size(); i++) {
      if (outputs.get(i).freeText() && row.get(i) instanceof String text) {
        scrubbed.set(i, scrubber.scrub(outputs.get(i).name(), text).text());
      }
    }
    return scrubbed;
  }

  private static List<Object> identity(List<Object> row, List<OutputColumn> outputs) {
    List<Object> identity = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      if (outputs.get(i).column().kind() == Kind.IDENTITY) {
        identity.add(row.get(i));
      }
    }
    return identity;
  }

  /** Where the number of a row goes; negative when scrubbing leaves all identities as they are. */
  private static int firstFreeIdentity(List<OutputColumn> outputs) {
    for (int i = 0; i < outputs.size(); i++) {
      if (outputs.get(i).freeText() && outputs.get(i).column().kind() == Kind.IDENTITY) {
        return i;
      }
    }
    return -1;
  }
}
