package io.dbintel.udfs.sql;

/**
 * How the server reads and cuts statements.
 *
 * @param standardConformingStrings the server's setting; when off, a backslash in an ordinary
 *     string escapes
 * @param cutAtBytes {@code track_activity_query_size} of the source: a text that fills it counts as
 *     cut. 0 when the source keeps texts whole
 */
public record SqlOptions(boolean standardConformingStrings, int cutAtBytes) {
  public static final SqlOptions DEFAULT = new SqlOptions(true, 0);

  public SqlOptions {
    if (cutAtBytes < 0) {
      throw new IllegalArgumentException("cutAtBytes must not be negative: " + cutAtBytes);
    }
  }

  public SqlOptions cutAt(int bytes) {
    return new SqlOptions(standardConformingStrings, bytes);
  }
}
