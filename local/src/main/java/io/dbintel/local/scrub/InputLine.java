package io.dbintel.local.scrub;

import io.dbintel.udfs.scrub.ScrubKind;
import java.util.List;

/**
 * A line as read.
 *
 * @param id null when it has none that can be given back
 * @param kind null when there are problems
 * @param field what rules know a free text by
 * @param text null when there are problems
 * @param problems key, what it holds, and the rule; never a value. Empty when the line is good
 */
record InputLine(LineId id, ScrubKind kind, String field, String text, List<String> problems) {
  static InputLine unreadable(LineId id, String problem) {
    return new InputLine(id, null, null, null, List.of(problem));
  }

  /** Names the line only: the text is personal until scrubbed. */
  @Override
  public String toString() {
    return "InputLine[" + kind + "]";
  }
}
