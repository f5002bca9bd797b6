package io.dbintel.udfs.texts;

/**
 * Whose text: a row of {@code pg_stat_statements} within an instance.
 *
 * @param userid oid of the role, as unsigned 32 bits
 * @param dbid oid of the database, as unsigned 32 bits
 */
public record TextKey(int userid, int dbid, boolean toplevel, long queryid) {

  /** For state: short, and of ASCII only. */
  public String compact() {
    return Long.toString(queryid, Character.MAX_RADIX)
        + (toplevel ? '.' : ':')
        + Integer.toUnsignedString(userid, Character.MAX_RADIX)
        + '.'
        + Integer.toUnsignedString(dbid, Character.MAX_RADIX);
  }
}
