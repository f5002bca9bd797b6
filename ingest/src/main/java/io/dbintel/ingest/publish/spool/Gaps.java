package io.dbintel.ingest.publish.spool;

import io.dbintel.ingest.publish.LossReason;
import java.util.ArrayList;
import java.util.List;

/** Follows the numbers of records, and notes those that nothing can be read of. */
final class Gaps {
  private long expected;
  private long missing;
  private long unknown;

  /**
   * @param expected number of the next record
   */
  Gaps(long expected) {
    this.expected = expected;
  }

  long expected() {
    return expected;
  }

  void pass(Frame frame) {
    passTo(frame.sequence());
    unknown += frame instanceof Frame.Unknown ? 1 : 0;
    expected = Math.max(expected, frame.next());
  }

  /** All before this number that was not seen is missing. */
  void passTo(long sequence) {
    missing += Math.max(0, sequence - expected);
    expected = Math.max(expected, sequence);
  }

  List<Loss> losses() {
    List<Loss> losses = new ArrayList<>();
    if (missing > 0) {
      losses.add(new Loss(Loss.UNREADABLE, LossReason.SPOOL_BROKEN, missing));
    }
    if (unknown > 0) {
      losses.add(new Loss(Loss.UNREADABLE, LossReason.SPOOL_UNKNOWN, unknown));
    }
    return losses;
  }
}
