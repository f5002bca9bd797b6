package io.dbintel.udfs.logs;

/** Where lines end. */
final class Lines {
  private Lines() {}

  /** The place of the next line feed, or the end of the text. */
  static int end(String text, int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }
}
