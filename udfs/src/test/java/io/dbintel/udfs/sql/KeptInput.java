package io.dbintel.udfs.sql;

import java.util.Arrays;

/** Which characters of its input a scrubber copied to its output. */
final class KeptInput {
  private KeptInput() {}

  /**
   * The first secret position of the text that the scrubber read last which stands in the normal
   * form; -1 when none does. Names of which a part is masked count as whole. A sign at the end does
   * not count: of a number or a comment that is cut behind it, nobody can tell it from an operator.
   */
  static int firstSecret(SqlScrubber scrubber, String sql, boolean[] secret) {
    boolean[] kept = new boolean[sql.length()];
    Shape shape = scrubber.shape();
    for (int item = 0; item < shape.count; item++) {
      if (shape.kind(item) != Shape.PLACEHOLDER) {
        Arrays.fill(kept, shape.start(item), shape.end(item), true);
      }
    }
    for (int at = 0; at < kept.length; at++) {
      if (kept[at] && secret[at] && !isSignAtTheEnd(sql, at)) {
        return at;
      }
    }
    return -1;
  }

  private static boolean isSignAtTheEnd(String sql, int at) {
    return at == sql.length() - 1 && "+-./".indexOf(sql.charAt(at)) >= 0;
  }
}
