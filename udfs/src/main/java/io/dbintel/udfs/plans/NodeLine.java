package io.dbintel.udfs.plans;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The line of a node in a text plan: {@code -> Index Scan using i on s.t a (cost=…) (actual …)}.
 *
 * @param head scrubbed: arrow, type and names
 * @param nodeType as {@code Node Type} of the structured formats says it; {@code ?} when unknown
 * @param estimates the group of costs as it stands there, or nothing
 * @param actuals the group of what was measured as it stands there, or nothing
 * @param whole whether the line was understood to its end
 */
record NodeLine(String head, String nodeType, String estimates, String actuals, boolean whole) {
  private static final String NUMBER = "\\d{1,40}(?:\\.\\d{1,40})?";
  private static final Pattern FIGURES =
      Pattern.compile(
          ("( {1,2}\\(cost=N\\.\\.N rows=N width=N\\))?"
                  + "( {1,2}\\((?:actual (?:time=N\\.\\.N )?rows=N(?: loops=N)?|never executed)\\))?")
              .replace("N", NUMBER));
  private static final String ARROW = "->  ";

  /** Reads a line without its indent; empty when it is no node. */
  static Optional<NodeLine> read(String line, PlanOptions options) {
    boolean arrow = line.startsWith("->");
    String content = arrow ? line.substring(2).stripLeading() : line;
    String start = arrow ? ARROW : "";
    NodeHead head = new NodeHead(content, options);
    if (head.read()) {
      Matcher figures = FIGURES.matcher(content).region(head.end(), content.length());
      if (figures.matches()) {
        return Optional.of(of(start + head.text(), head.nodeType(), figures, true));
      }
      return arrow
          ? Optional.of(new NodeLine(start + head.text(), head.nodeType(), "", "", false))
          : Optional.empty();
    }
    return unknown(start, content);
  }

  boolean hasFigures() {
    return !estimates.isEmpty() || !actuals.isEmpty();
  }

  /** A node of a type that we do not know still has a place in the tree, and its numbers. */
  private static Optional<NodeLine> unknown(String start, String content) {
    Matcher figures = FIGURES.matcher(content);
    for (String first : new String[] {"  (cost=", " (actual ", " (never executed)"}) {
      int at = content.lastIndexOf(first);
      if (at >= 0 && figures.region(at, content.length()).matches()) {
        return Optional.of(of(start + PlanNames.REDACTED, PlanNames.REDACTED, figures, true));
      }
    }
    return start.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new NodeLine(
                start + PlanNames.REDACTED, PlanNames.REDACTED, "", "", content.equals("?")));
  }

  private static NodeLine of(String head, String nodeType, Matcher figures, boolean whole) {
    return new NodeLine(head, nodeType, group(figures, 1), group(figures, 2), whole);
  }

  private static String group(Matcher figures, int group) {
    return figures.group(group) == null ? "" : figures.group(group);
  }
}
