package io.dbintel.udfs.plans;

import java.util.Optional;

/**
 * Reads a text plan line by line, where a line ends at the first line break outside of literals and
 * quoted names. Each line leaves by the rule of its kind; what is not understood is left out.
 */
final class TextScrubber {
  private static final String QUERY_TEXT = "Query Text:";
  private static final String CUT = " ...";
  private static final String QUERY_PARAMETERS = "Query Parameters:";

  private final PlanTexts texts;
  private final PlanOptions options;
  private final Tally tally;
  private final TextProperties properties;
  private final StringBuilder scrubbed = new StringBuilder();
  private String currentNode = "";

  TextScrubber(PlanTexts texts, PlanOptions options, Tally tally) {
    this.texts = texts;
    this.options = options;
    this.tally = tally;
    this.properties = new TextProperties(texts, options, tally);
  }

  /** Empty when nothing was understood. */
  Optional<String> plan(String body) {
    int at = 0;
    while (at < body.length()) {
      at = line(body, at) + 1;
    }
    return scrubbed.isEmpty() ? Optional.empty() : Optional.of(scrubbed.toString());
  }

  /** Scrubs the line that starts at {@code from}; returns its end. */
  private int line(String body, int from) {
    int start = from;
    while (start < body.length() && (body.charAt(start) == ' ' || body.charAt(start) == '\t')) {
      start++;
    }
    String indent = body.substring(from, start);
    if (body.startsWith(QUERY_TEXT, start)) {
      int end = queryEnd(body, start + QUERY_TEXT.length());
      query(body.substring(start + QUERY_TEXT.length(), end));
      return end;
    }
    int lineBreak = body.indexOf('\n', start);
    int shortEnd = lineBreak < 0 ? body.length() : lineBreak;
    String bareLine = body.substring(start, shortEnd).stripTrailing();
    if (TextProperties.holdsBareNames(bareLine)) {
      emit(indent, properties.bareNames(bareLine));
      return shortEnd;
    }
    int end = SqlTokens.lineEnd(body, start);
    String line = body.substring(start, end).stripTrailing();
    if (!line.isEmpty()) {
      emit(indent, nodeOrProperty(line));
    }
    return end;
  }

  private Optional<String> nodeOrProperty(String line) {
    if (!line.startsWith("->")) {
      boolean sensitive = options.sensitiveNodeTypes().contains(currentNode);
      Optional<String> property = properties.property(line, sensitive);
      if (property.isPresent()) {
        return property;
      }
    }
    return NodeLine.read(line, options).map(this::node);
  }

  private String node(NodeLine node) {
    currentNode = node.nodeType();
    if (!node.whole()) {
      tally.drop();
    }
    return node.head() + (options.removeCostEstimates() ? "" : node.estimates()) + node.actuals();
  }

  private void query(String sql) {
    var statement = texts.statement(sql.strip());
    tally.query(statement);
    // No statement starts with a quoted name, but a string of YAML looks so.
    String text = statement.text().startsWith("\"") ? PlanNames.REDACTED : statement.text();
    emit("", Optional.of(QUERY_TEXT + " " + text));
  }

  /**
   * Statements are written as they came, over any number of lines. They end before the first line
   * outside of literals and comments that is a node with figures or holds the parameters; failing
   * that, before the first that is a node. One that was scrubbed and found cut is one line.
   */
  private int queryEnd(String body, int from) {
    int weak = body.length();
    int end = SqlTokens.lineEnd(body, from);
    if (body.substring(from, end).endsWith(CUT)) {
      return end;
    }
    while (end < body.length()) {
      int next = SqlTokens.lineEnd(body, end + 1);
      String line = body.substring(end + 1, next).stripTrailing();
      Optional<NodeLine> node = NodeLine.read(line, options).filter(NodeLine::whole);
      if (line.startsWith(QUERY_PARAMETERS) || node.filter(NodeLine::hasFigures).isPresent()) {
        return end;
      }
      if (node.isPresent() && weak == body.length()) {
        weak = end;
      }
      end = next;
    }
    return weak;
  }

  private void emit(String indent, Optional<String> line) {
    if (line.isEmpty()) {
      tally.drop();
      return;
    }
    if (!scrubbed.isEmpty()) {
      scrubbed.append('\n');
    }
    scrubbed.append(indent).append(line.get().stripTrailing());
  }
}
