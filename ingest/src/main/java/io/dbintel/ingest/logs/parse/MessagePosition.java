package io.dbintel.ingest.logs.parse;

/**
 * A message of stderr without the position at its end, where the other forms have a field of its
 * own. A message may end so by itself: one of RAISE has no position, one of the server is never
 * beyond the text that it points into.
 *
 * @param position null when there was none
 */
record MessagePosition(String message, Integer position) {
  private static final int MOST_DIGITS = 9;
  private static final String RAISED = " at RAISE";

  /**
   * @param text that the position is in; null when it is not known. What is logged of a statement
   *     that works, itself among it, comes without
   */
  static MessagePosition of(String message, String severity, String context, String text) {
    MessagePosition none = new MessagePosition(message, null);
    if (message == null || isRaised(context) || (text == null && severity.equals("LOG"))) {
      return none;
    }
    int end = message.endsWith(")") ? message.length() - 1 : message.length();
    int digits = end;
    while (digits > 0 && end - digits < MOST_DIGITS && isDigit(message.charAt(digits - 1))) {
      digits--;
    }
    if (digits == end || message.charAt(digits) == '0') {
      return none;
    }
    String before = LogWords.shared().positionPhrase(message, digits);
    if (before == null) {
      return none;
    }
    int position = Integer.parseInt(message.substring(digits, end));
    if (text != null && position > text.codePointCount(0, text.length()) + 1) {
      return none;
    }
    return new MessagePosition(message.substring(0, digits - before.length()), position);
  }

  /** Whether a statement of PL/pgSQL wrote the message. */
  static boolean isRaised(String context) {
    if (context == null) {
      return false;
    }
    int end = context.indexOf('\n');
    return (end < 0 ? context : context.substring(0, end)).endsWith(RAISED);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
