package io.dbintel.udfs.sql;

/**
 * A statement that may leave.
 *
 * @param text normal form: literals are {@code ?}, lists and rows collapsed, comments gone
 * @param fingerprint of the structure; odd when the text was cut, so that a cut text never equals a
 *     whole one. {@link SqlFingerprint#id} is its printed form
 * @param truncated whether the text was cut short or ends inside a token or parenthesis
 */
public record ScrubbedSql(String text, long fingerprint, boolean truncated) {
  public String fingerprintId() {
    return SqlFingerprint.id(fingerprint);
  }
}
