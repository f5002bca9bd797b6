package io.dbintel.ingest.sessions;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/**
 * What the last tick knew, by which a session is known to be idle still: it was idle then, and its
 * statement is the same.
 *
 * @param at sessions with an earlier statement had it when they were looked at
 * @param pids of sessions that were not idle
 */
record LastSeen(OffsetDateTime at, List<Long> pids) {
  /** Nothing: each session is read. */
  static final LastSeen NOTHING = new LastSeen(OffsetDateTime.MIN, List.of());

  /** A session may show a statement a little later than when it began. */
  private static final long MARGIN_MICROS = 100_000;

  static LastSeen of(Sample sample) {
    return sample.fits()
        ? new LastSeen(
            time(sample.before() - MARGIN_MICROS),
            sample.rows().stream().map(ActivityRow::pid).toList())
        : NOTHING;
  }

  private static OffsetDateTime time(long micros) {
    return Instant.EPOCH.plusNanos(Math.multiplyExact(micros, 1_000)).atOffset(ZoneOffset.UTC);
  }
}
