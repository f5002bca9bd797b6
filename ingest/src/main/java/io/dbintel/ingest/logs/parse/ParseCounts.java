package io.dbintel.ingest.logs.parse;

/**
 * What a parser has seen so far.
 *
 * @param entries that were given out
 * @param unreadable lines of stderr before the first prefix, and records of the other forms that
 *     are none: with a wrong number of columns, with broken JSON, cut; those that follow one
 *     another count once
 * @param shredded lines of stderr that belong to no entry for certain: with a prefix in their
 *     middle, without prefix and tab, or after one of these. Writes of several processes into one
 *     pipe cause them, and so does what other programs write to the same place
 * @param truncated entries that were cut, of those given out
 */
public record ParseCounts(long entries, long unreadable, long shredded, long truncated) {
  public static final ParseCounts NONE = new ParseCounts(0, 0, 0, 0);

  public ParseCounts plus(ParseCounts more) {
    return new ParseCounts(
        entries + more.entries,
        unreadable + more.unreadable,
        shredded + more.shredded,
        truncated + more.truncated);
  }
}
