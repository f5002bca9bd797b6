package io.dbintel.udfs.logs;

/**
 * One field that may leave.
 *
 * @param known whether the catalogue has its shape
 */
record ScrubbedText(String text, boolean known) {
  static final ScrubbedText DROPPED = new ScrubbedText(Names.HIDDEN, false);

  static ScrubbedText known(String text) {
    return new ScrubbedText(text, true);
  }
}
