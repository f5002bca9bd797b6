package io.dbintel.udfs.statements;

import io.dbintel.schemas.envelope.Outcome;
import io.dbintel.schemas.statements.IntervalFlags;
import io.dbintel.schemas.statements.StatementsChunk;
import io.dbintel.schemas.statements.StatementsChunkReader;
import java.util.Arrays;

/**
 * The deltas of one bucket between its previous poll and this one. Deltas never exceed the truth
 * and are exact unless flagged:
 *
 * <ul>
 *   <li>Without a previous poll, or in a new epoch, the poll is a baseline: nothing is emitted. If
 *       the new epoch's statistics were reset after the previous poll, all values accrued since,
 *       and whole values are emitted as lower bounds.
 *   <li>A key absent from the last complete poll emits its whole value: it accrued since.
 *   <li>A changed {@code stats_since} or fallen {@code calls} says that the entry began anew: whole
 *       values, as lower bounds. Another counter that falls alone emits its new value, the rest of
 *       the row its deltas; the row is a lower bound.
 *   <li>Where entries were evicted and the source has no {@code stats_since}, all rows are flagged;
 *       with it, only new keys are.
 * </ul>
 *
 * <p>Use: {@link #prepare}, read the verdict, then {@link #emit}. Reusable, not thread-safe.
 */
public final class BucketDeltas {
  /** What the poll means for the bucket. */
  public enum Verdict {
    /** Nothing to compare with: remembered only. */
    BASELINE,
    /** Compared with the previous poll. */
    DELTAS,
    /** Statistics were reset after the previous poll: whole values. */
    WHOLE_VALUES
  }

  private final RowIndex index = new RowIndex();
  private final RowDelta rowDelta = new RowDelta();
  private byte[] previous;
  private StatementsChunk chunk;
  private Verdict verdict = Verdict.BASELINE;
  private long epoch;
  private int[] matches = new int[128];
  private int matched;
  private boolean[] kept = new boolean[128];

  /**
   * @param previousState the bucket's bytes, null when it has none
   * @param newChunk an ok or partial chunk of the same bucket
   */
  public Verdict prepare(byte[] previousState, StatementsChunk newChunk) {
    previous = BucketState.checked(previousState);
    chunk = newChunk;
    epoch = EpochId.of(chunk.envelope().epoch());
    verdict = judge();
    match();
    return verdict;
  }

  /** Rise of dealloc since the previous poll; null when not known. */
  public Long evictions() {
    Long now = chunk.poll().dealloc();
    if (verdict != Verdict.DELTAS || now == null) {
      return null;
    }
    long before = BucketState.dealloc(previous);
    return before == BucketState.DEALLOC_UNKNOWN ? null : (Long) Math.max(0, now - before);
  }

  /** Entries of the previous poll that a complete poll no longer has. */
  public int vanished() {
    return verdict == Verdict.DELTAS && complete() ? BucketState.rows(previous) - matched : 0;
  }

  /** Emits the rows that ran and returns the bucket's new bytes. */
  public byte[] emit(DeltaSink sink) {
    boolean keepUnseen = keepUnseen();
    int unseen = keepUnseen ? BucketState.rows(previous) - matched : 0;
    byte[] next = BucketState.allocate(chunk.rows() + unseen, chunk.counterMask());
    BucketState.header(next, epoch, nextCompleteAt(keepUnseen), polledAt(), nextDealloc());
    rowDelta.masks(chunk.counterMask(), previous == null ? 0 : BucketState.mask(previous));
    Long evicted = evictions();
    boolean evictions = evicted != null && evicted > 0;
    for (int row = 0; row < chunk.rows(); row++) {
      emitRow(row, evictions, sink);
      rowDelta.store(chunk, row, next, polledAt());
    }
    if (keepUnseen) {
      copyUnseen(next, chunk.rows());
    }
    return next;
  }

  private void emitRow(int row, boolean evictions, DeltaSink sink) {
    if (verdict == Verdict.BASELINE) {
      return;
    }
    long start;
    int flags = 0;
    if (verdict == Verdict.WHOLE_VALUES) {
      rowDelta.whole(chunk, row);
      start = BucketState.polledAt(previous);
      flags = IntervalFlags.LOWER_BOUND;
    } else if (matches[row] < 0) {
      start = BucketState.completeAt(previous);
      if (start == BucketState.NEVER) {
        return;
      }
      rowDelta.whole(chunk, row);
      flags = evictions ? IntervalFlags.EVICTION : 0;
    } else {
      int offset = BucketState.row(previous, matches[row]);
      start = BucketState.seenAt(previous, offset);
      boolean exact = rowDelta.since(previous, offset, chunk, row);
      flags = exact ? 0 : IntervalFlags.LOWER_BOUND;
      boolean sinceKnown =
          chunk.statsSince(row) != 0 && BucketState.statsSince(previous, offset) != 0;
      flags |= evictions && !sinceKnown ? IntervalFlags.EVICTION : 0;
    }
    if (rowDelta.ran()) {
      sink.row(
          chunk.userid(row),
          chunk.dbid(row),
          chunk.toplevel(row),
          chunk.queryid(row),
          start,
          flags,
          rowDelta.values());
    }
  }

  private Verdict judge() {
    if (previous == null) {
      return Verdict.BASELINE;
    }
    if (BucketState.epoch(previous) == epoch) {
      return Verdict.DELTAS;
    }
    Long reset = chunk.envelope().epoch().statsReset();
    return reset != null && reset > BucketState.polledAt(previous)
        ? Verdict.WHOLE_VALUES
        : Verdict.BASELINE;
  }

  private void match() {
    if (verdict != Verdict.DELTAS) {
      return;
    }
    index.load(previous);
    if (matches.length < chunk.rows()) {
      matches = new int[chunk.rows() * 2];
    }
    int rows = BucketState.rows(previous);
    if (kept.length < rows) {
      kept = new boolean[rows * 2];
    }
    Arrays.fill(kept, 0, rows, true);
    matched = 0;
    for (int row = 0; row < chunk.rows(); row++) {
      matches[row] = index.find(chunk, row);
      if (matches[row] >= 0) {
        kept[matches[row]] = false;
        matched++;
      }
    }
  }

  private boolean complete() {
    return chunk.envelope().outcome() == Outcome.OK;
  }

  private long polledAt() {
    return chunk.envelope().serverTimeAfter();
  }

  /** A partial poll says nothing about keys it lacks: they stay, within bounds. */
  private boolean keepUnseen() {
    return !complete()
        && verdict == Verdict.DELTAS
        && (chunk.counterMask() & ~BucketState.mask(previous)) == 0
        && chunk.rows() + BucketState.rows(previous) - matched <= StatementsChunkReader.MAX_ROWS;
  }

  private long nextCompleteAt(boolean keepUnseen) {
    if (complete()) {
      return polledAt();
    }
    return keepUnseen ? BucketState.completeAt(previous) : BucketState.NEVER;
  }

  /** After a partial poll older rows remain, so the older count of evictions must, too. */
  private long nextDealloc() {
    if (!complete() && verdict == Verdict.DELTAS) {
      return BucketState.dealloc(previous);
    }
    Long dealloc = chunk.poll().dealloc();
    return dealloc == null ? BucketState.DEALLOC_UNKNOWN : dealloc;
  }

  private void copyUnseen(byte[] next, int firstRow) {
    int target = firstRow;
    for (int i = 0; i < BucketState.rows(previous); i++) {
      if (kept[i]) {
        RowDelta.copy(previous, i, next, target++);
      }
    }
  }
}
