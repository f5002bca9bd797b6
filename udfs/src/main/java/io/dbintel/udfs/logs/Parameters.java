package io.dbintel.udfs.logs;

/**
 * Lists of bound values: {@code $1 = 'it''s', $2 = NULL} becomes {@code $1 = ?, $2 = ?}. The list
 * ends where it has another form.
 */
final class Parameters {
  private static final String CUT = " ...";

  private final String text;
  private final StringBuilder out;
  private int at;

  private Parameters(String text, StringBuilder out) {
    this.text = text;
    this.out = out;
  }

  static void write(String text, StringBuilder out) {
    new Parameters(text, out).write();
  }

  private void write() {
    boolean more = true;
    String separator = "";
    while (more) {
      int name = at;
      if (!name() || !value()) {
        out.append(separator.isEmpty() ? Names.HIDDEN : CUT);
        return;
      }
      out.append(separator).append(text, name, text.indexOf(' ', name)).append(" = ?");
      separator = ", ";
      more = text.startsWith(separator, at);
      at += separator.length();
    }
    if (at - separator.length() < text.length()) {
      out.append(CUT);
    }
  }

  private boolean name() {
    int digits = at + 1;
    int end = digits;
    while (end < text.length() && Names.isDigit(text.charAt(end)) && end - digits < 6) {
      end++;
    }
    boolean found = text.startsWith("$", at) && end > digits && text.startsWith(" = ", end);
    at = end + 3;
    return found;
  }

  private boolean value() {
    if (text.startsWith("NULL", at)) {
      at += 4;
      return true;
    }
    if (text.startsWith("?", at)) {
      at++;
      return true;
    }
    return text.startsWith("'", at) && string();
  }

  /** To the quote that is not doubled; quotes are the only characters with a meaning. */
  private boolean string() {
    for (int quote = text.indexOf('\'', at + 1);
        quote >= 0;
        quote = text.indexOf('\'', quote + 2)) {
      if (!text.startsWith("'", quote + 1)) {
        at = quote + 1;
        return true;
      }
    }
    return false;
  }
}
