package io.dbintel.schemas.statements;

/** Why a delta may be less than the truth. Zero means exact. Bits of the column {@code flags}. */
public final class IntervalFlags {
  /**
   * The entry or all statistics were reset, or a counter fell: the delta counts from the reset, and
   * what accrued between the previous poll and the reset is lost.
   */
  public static final int LOWER_BOUND = 1;

  /**
   * Entries were evicted in the interval, and the source cannot say whether this one was: it may
   * have been evicted and come back.
   */
  public static final int EVICTION = 2;

  private IntervalFlags() {}
}
