package io.dbintel.ingest.logs.parse;

import java.util.Objects;

/**
 * Who wrote a line, and when, as far as its prefix says it.
 *
 * @param timeMicros {@link LogTimes#NO_TIME} when it does not
 */
record LineIdentity(Long pid, String session, long timeMicros) {
  /** %t is taken for each line anew. */
  private static final long SAME_ENTRY_MICROS = 2_000_000;

  /** Another process may have waited so long for its turn to write. */
  private static final long EARLIEST_MICROS = 2_000_000;

  private static final long LATEST_MICROS = 600_000_000;

  /** Whether both can be of one entry. */
  boolean matches(LineIdentity other) {
    if (!Objects.equals(pid, other.pid) || !Objects.equals(session, other.session)) {
      return false;
    }
    return Math.abs(timeMicros - other.timeMicros) <= SAME_ENTRY_MICROS;
  }

  /** Whether it names the process, so that lines of two are not taken for one another's. */
  boolean namesProcess() {
    return pid != null || session != null;
  }

  /**
   * Whether another process may have begun an entry with this identity while an entry of {@code
   * open} was being written. What users quote from a log is older.
   */
  boolean mayInterrupt(LineIdentity open) {
    if (timeMicros == LogTimes.NO_TIME || (namesProcess() && Objects.equals(pid, open.pid))) {
      return false;
    }
    long later = timeMicros - open.timeMicros;
    return later >= -EARLIEST_MICROS && later <= LATEST_MICROS;
  }
}
