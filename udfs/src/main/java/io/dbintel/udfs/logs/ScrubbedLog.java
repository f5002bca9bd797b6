package io.dbintel.udfs.logs;

/**
 * Log text that may leave.
 *
 * @param text in the form of the input
 * @param entries how many entries the input held
 * @param unknown how many of their messages have no shape in the catalogue
 * @param truncated whether the input was longer than {@link LogScrubber#MAX_CHARACTERS} or ended
 *     inside a csvlog or jsonlog entry
 */
public record ScrubbedLog(String text, int entries, int unknown, boolean truncated) {
  ScrubbedLog withText(String other) {
    return new ScrubbedLog(other, entries, unknown, truncated);
  }

  /** Whether the catalogue has the shape of every message. */
  public boolean known() {
    return unknown == 0;
  }
}
