package io.dbintel.udfs.plans;

/** Type and names of a node in a text plan, up to its figures. */
final class NodeHead {
  private static final String CUSTOM_SCAN = "Custom Scan";

  private final String line;
  private final PlanOptions options;
  private final StringBuilder scrubbed = new StringBuilder();
  private int at;
  private String nodeType = PlanNames.REDACTED;

  NodeHead(String line, PlanOptions options) {
    this.line = line;
    this.options = options;
  }

  /** False when the line does not start with a known type. */
  boolean read() {
    prefixes();
    if (!type()) {
      return false;
    }
    provider();
    word(" Backward");
    if (word(" using ")) {
      name();
    }
    if (word(" on ")) {
      name();
      while (word(".")) {
        name();
      }
      alias();
    }
    return true;
  }

  String text() {
    return scrubbed.toString();
  }

  String nodeType() {
    return nodeType;
  }

  /** Where the figures start. */
  int end() {
    return at;
  }

  private void prefixes() {
    int space = line.indexOf(' ', at);
    while (space > 0 && TextKeys.CATALOGUE.isPrefix(line.substring(at, space))) {
      scrubbed.append(line, at, space + 1);
      at = space + 1;
      space = line.indexOf(' ', at);
    }
  }

  private boolean type() {
    for (String node : TextKeys.CATALOGUE.nodes()) {
      int end = at + node.length();
      if (line.startsWith(node, at) && (end == line.length() || line.charAt(end) == ' ')) {
        scrubbed.append(node);
        nodeType = TextKeys.CATALOGUE.nodeType(node);
        at = end;
        return true;
      }
    }
    return false;
  }

  /** {@code Custom Scan (Provider)}: the name is written as it is, without quotes. */
  private void provider() {
    int close = line.indexOf(')', at);
    boolean isProvider =
        nodeType.equals(CUSTOM_SCAN)
            && line.startsWith(" (", at)
            && !line.startsWith(" (actual ", at)
            && !line.startsWith(" (never executed)", at)
            && close > 0;
    if (isProvider) {
      String name = line.substring(at + 2, close);
      scrubbed.append(" (").append(isSensitive() ? PlanNames.REDACTED : PlanNames.bare(name));
      scrubbed.append(')');
      at = close + 1;
    }
  }

  private boolean word(String word) {
    boolean there = line.startsWith(word, at);
    if (there) {
      scrubbed.append(word);
      at += word.length();
    }
    return there;
  }

  private void alias() {
    boolean there =
        at + 1 < line.length()
            && line.charAt(at) == ' '
            && line.charAt(at + 1) != ' '
            && line.charAt(at + 1) != '(';
    if (there) {
      scrubbed.append(' ');
      at++;
      name();
    }
  }

  private void name() {
    int end = at < line.length() && line.charAt(at) == '"' ? quotedEnd() : bareEnd();
    String name = line.substring(at, end);
    scrubbed.append(PlanNames.inText(isSensitive() ? PlanNames.REDACTED : name));
    at = end;
  }

  private int quotedEnd() {
    int i = at + 1;
    while (i < line.length()) {
      if (line.charAt(i) != '"') {
        i++;
      } else if (i + 1 < line.length() && line.charAt(i + 1) == '"') {
        i += 2;
      } else {
        return i + 1;
      }
    }
    return i;
  }

  private int bareEnd() {
    int i = at;
    while (i < line.length() && " .(\"".indexOf(line.charAt(i)) < 0) {
      i++;
    }
    return i;
  }

  private boolean isSensitive() {
    return options.sensitiveNodeTypes().contains(nodeType);
  }
}
