package io.dbintel.udfs.logs;

/**
 * The rule for text that has no known shape, also in other languages: what is quoted, numeric or
 * after a colon goes, and of the rest only words stay that PostgreSQL's own messages use.
 */
final class UnknownText {
  private static final String QUOTES = "\"'`´«»“”„‟‘’‚‛‹›「」『』《》〈〉＂＇";
  private static final int MAX_OUTPUT = 1_000;

  private final Catalogue catalogue;
  private final StringBuilder out = new StringBuilder();

  UnknownText(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** One line of at most a thousand characters. */
  String scrub(String text) {
    out.setLength(0);
    int end = endOfWords(text);
    int firstQuote = firstQuote(text, end);
    int lastQuote = lastQuote(text, end);
    words(text, 0, firstQuote);
    if (firstQuote < end) {
      hide();
      words(text, lastQuote > firstQuote ? lastQuote + 1 : end, end);
    }
    if (end < text.length()) {
      hide();
    }
    return out.toString();
  }

  /** The first colon, or the end: what follows a colon is a value. */
  private static int endOfWords(String text) {
    int colon = text.indexOf(':');
    int wide = text.indexOf('：');
    int end = colon < 0 ? text.length() : colon;
    return wide < 0 ? end : Math.min(end, wide);
  }

  private void words(String text, int from, int end) {
    int at = from;
    while (at < end && out.length() < MAX_OUTPUT) {
      while (at < end && isSpace(text.charAt(at))) {
        at++;
      }
      int start = at;
      while (at < end && !isSpace(text.charAt(at))) {
        at++;
      }
      if (at > start) {
        word(text, start, at);
      }
    }
  }

  private void word(String text, int start, int end) {
    int core = end;
    while (core > start && ",.;".indexOf(text.charAt(core - 1)) >= 0) {
      core--;
    }
    if (!isWord(text, start, core)) {
      hide();
      return;
    }
    if (out.length() > 0) {
      out.append(' ');
    }
    out.append(text, start, Math.min(end, core + 1));
  }

  private boolean isWord(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      if (!Names.isLetter(text.charAt(i))) {
        return false;
      }
    }
    return end > start && catalogue.isWord(text.substring(start, end));
  }

  private void hide() {
    if (out.length() > 0 && out.charAt(out.length() - 1) == '?') {
      return;
    }
    out.append(out.length() == 0 ? "?" : " ?");
  }

  private static int firstQuote(String text, int end) {
    for (int i = 0; i < end; i++) {
      if (QUOTES.indexOf(text.charAt(i)) >= 0) {
        return i;
      }
    }
    return end;
  }

  private static int lastQuote(String text, int end) {
    for (int i = end - 1; i >= 0; i--) {
      if (QUOTES.indexOf(text.charAt(i)) >= 0) {
        return i;
      }
    }
    return end;
  }

  private static boolean isSpace(char c) {
    return c <= ' ' || Character.isWhitespace(c) || Character.isSpaceChar(c);
  }
}
