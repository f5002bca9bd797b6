package io.dbintel.udfs.logs;

import java.util.List;

/**
 * The frames of a CONTEXT, innermost first, one line each. Only those that quote SQL or data have
 * more lines, so a line that is a frame, or opens one, ends the frame before it.
 */
final class ContextFrames {
  private static final List<String> OPENINGS =
      List.of(
          "SQL statement \"",
          "SQL expression \"",
          "PL/pgSQL assignment \"",
          "remote SQL command: ",
          "JSON data, line ");

  private final EntryScrubber entry;

  ContextFrames(EntryScrubber entry) {
    this.entry = entry;
  }

  ScrubbedText scrub(String context) {
    if (context.isEmpty()) {
      return ScrubbedText.known(context);
    }
    StringBuilder out = new StringBuilder();
    boolean known = true;
    int start = 0;
    while (start < context.length()) {
      int end = endOfFrame(context, start);
      ScrubbedText frame = entry.byShape(ShapeGroup.CONTEXT, context.substring(start, end));
      known &= frame.known();
      out.append(start == 0 ? "" : "\n").append(frame.text());
      start = end + 1;
    }
    return new ScrubbedText(out.toString(), known);
  }

  private int endOfFrame(String context, int start) {
    int end = Lines.end(context, start);
    if (!isOpening(context, start)) {
      return end;
    }
    while (end < context.length()) {
      int next = Lines.end(context, end + 1);
      if (isFrame(context.substring(end + 1, next))) {
        return end;
      }
      end = next;
    }
    return end;
  }

  private boolean isFrame(String line) {
    return isOpening(line, 0) || entry.rewrite(ShapeGroup.CONTEXT, line) != null;
  }

  private static boolean isOpening(String text, int at) {
    for (String opening : OPENINGS) {
      if (text.startsWith(opening, at)) {
        return true;
      }
    }
    return false;
  }
}
