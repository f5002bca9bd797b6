package io.dbintel.schemas.raw;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * One sample of pg_stat_activity: the sessions that were not idle. Published also when there are
 * none, because idle and missing differ.
 *
 * @param tick number of the tick in this collector run; numbers that are missing were not sampled
 * @param intervalMicros distance to the next tick at this moment; longer when the collector backs
 *     off
 * @param columns names of the columns of {@code rows}
 * @param rows values in the order of the columns: Long, Double, Boolean, String or null
 * @param blocked who waits for whom, of sessions that wait for a lock only
 * @param texts the texts that rows refer to by {@code text_id} and that were not published in the
 *     last minute
 * @param rowsLeftOut sessions that are not idle, beyond the limit of rows
 * @param activeLeftOut those of {@code rowsLeftOut} that work or wait within a statement: they
 *     count as load without detail
 * @param hidden sessions, idle ones too, of which the role sees no state; they are in no other
 *     number
 * @param waitersLeftOut sessions that wait for a lock and were not asked for whom, or whose answer
 *     had no room
 */
public record SessionsTick(
    long tick,
    long intervalMicros,
    List<String> columns,
    List<List<Object>> rows,
    List<Blocked> blocked,
    List<SessionText> texts,
    long rowsLeftOut,
    long activeLeftOut,
    long hidden,
    long waitersLeftOut) {

  public SessionsTick {
    requireNonNull(columns, "columns");
    requireNonNull(rows, "rows");
    requireNonNull(blocked, "blocked");
    requireNonNull(texts, "texts");
  }

  /**
   * A session that waits for a lock.
   *
   * @param pid of the waiting session
   * @param blockers pids as pg_blocking_pids gives them, without repetitions; 0 is a prepared
   *     transaction
   */
  public record Blocked(long pid, List<Long> blockers) {
    public Blocked {
      requireNonNull(blockers, "blockers");
    }
  }

  /**
   * A text of a statement.
   *
   * @param textId what rows call it: 16 hexadecimal digits
   * @param text as the server shows it, or scrubbed when the envelope has a scrub version
   * @param truncated whether the server cut it at track_activity_query_size
   */
  public record SessionText(String textId, String text, boolean truncated) {
    public SessionText {
      requireNonNull(textId, "textId");
      requireNonNull(text, "text");
    }
  }
}
