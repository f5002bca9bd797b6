package io.dbintel.udfs.logs;

/** One field of an entry as lines: prefix, tag, and text that may have several lines. */
final class TaggedText {
  private static final String AT_CHARACTER = " at character ";
  private static final int MAX_POSITION = 8;
  private static final int SQLSTATE_AND_COLON = 7;

  private final String prefix;
  private final String tag;
  private final String separator;
  private final LogField field;
  private final StringBuilder body = new StringBuilder();
  private boolean tabs;

  private TaggedText(String prefix, String tag, String separator, LogField field, String body) {
    this.prefix = prefix;
    this.tag = tag;
    this.separator = separator;
    this.field = field;
    this.body.append(body);
  }

  /** A line without a tag. */
  static TaggedText bare(String line) {
    return new TaggedText("", "", "", LogField.MESSAGE, line);
  }

  /** A line of an entry whose tag is not known: all of it is prefix. */
  static TaggedText dated(String line) {
    return new TaggedText(line, "", "", LogField.MESSAGE, "");
  }

  /** Reads the first tag of a line, not behind a quote; null when it has none. */
  static TaggedText of(String line) {
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"' || c == '\'') {
        return null;
      }
      if (c == ':' && line.startsWith(" ", i + 1)) {
        TaggedText found = at(line, i);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private static TaggedText at(String line, int colon) {
    int start = colon;
    while (start > 0 && Character.isLetter(line.charAt(start - 1))) {
      start--;
    }
    boolean wide = line.startsWith("  ", colon + 1);
    LogField field = Catalogue.shared().tag(line.substring(start, colon));
    if (field == null || (!wide && start > 0)) {
      return null;
    }
    int text = colon + (wide ? 3 : 2);
    return new TaggedText(
        line.substring(0, start),
        line.substring(start, colon),
        line.substring(colon, text),
        field,
        line.substring(text));
  }

  boolean startsEntry() {
    return field == LogField.SEVERITY;
  }

  boolean isBare() {
    return tag.isEmpty() && prefix.isEmpty();
  }

  void add(String line) {
    boolean tab = line.startsWith("\t");
    tabs |= tab;
    body.append('\n').append(line, tab ? 1 : 0, line.length());
  }

  LogField field() {
    return field == LogField.SEVERITY ? LogField.MESSAGE : field;
  }

  String tag() {
    return tag;
  }

  String body() {
    return body.toString();
  }

  /** From the prefix or, with verbose messages, from the beginning of the text. */
  String sqlState() {
    return hasSqlState() ? body.substring(0, SQLSTATE_AND_COLON - 2) : LinePrefix.sqlState(prefix);
  }

  /** True for a message with a known shape. */
  boolean write(EntryScrubber entry, EntryFacts facts, StringBuilder out) {
    if (!prefix.isEmpty()) {
      StringBuilder scrubbed = new StringBuilder();
      LinePrefix.write(prefix, entry, facts, scrubbed);
      out.append(scrubbed);
    }
    if (tag.isEmpty() && !prefix.isEmpty()) {
      entry.doubt();
      return false;
    }
    out.append(tag).append(separator);
    if (field() == LogField.MESSAGE) {
      return message(entry, facts, out);
    }
    append(entry.scrub(field, body.toString(), facts).text(), out);
    return false;
  }

  /** The server adds the place in the statement, and in verbose messages the SQLSTATE. */
  private boolean message(EntryScrubber entry, EntryFacts facts, StringBuilder out) {
    int start = hasSqlState() ? SQLSTATE_AND_COLON : 0;
    int end = body.lastIndexOf(AT_CHARACTER);
    if (end < start || !isPosition(body.substring(end + AT_CHARACTER.length()))) {
      end = body.length();
    }
    ScrubbedText scrubbed = entry.scrub(LogField.MESSAGE, body.substring(start, end), facts);
    out.append(body, 0, start);
    append(scrubbed.text(), out);
    out.append(body, end, body.length());
    return scrubbed.known();
  }

  private static boolean isPosition(String text) {
    return text.length() <= MAX_POSITION && Numbers.isDigits(text, 0, text.length());
  }

  private boolean hasSqlState() {
    return !tag.isEmpty()
        && body.length() >= SQLSTATE_AND_COLON
        && body.charAt(5) == ':'
        && body.charAt(6) == ' '
        && EntryScrubber.isSqlState(body.substring(0, 5));
  }

  private void append(String scrubbed, StringBuilder out) {
    out.append(tabs ? scrubbed.replace("\n", "\n\t") : scrubbed);
  }
}
