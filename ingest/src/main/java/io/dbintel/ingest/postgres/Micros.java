package io.dbintel.ingest.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Points in time as µs since the Unix epoch, the resolution of PostgreSQL. */
public final class Micros {
  private Micros() {}

  /** A timestamptz column; null stays null, and so does infinity, which is no point in time. */
  public static Long read(ResultSet row, int column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    if (time == null || time.equals(OffsetDateTime.MAX) || time.equals(OffsetDateTime.MIN)) {
      return null;
    }
    return of(time.toInstant());
  }

  public static long of(Instant instant) {
    return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
  }
}
