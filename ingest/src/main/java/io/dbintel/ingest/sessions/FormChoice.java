package io.dbintel.ingest.sessions;

/**
 * Which form of the query the next tick uses. Where most sessions stay idle it is cheaper to look
 * at each before reading it, where few do it is not, and long texts move the point between: the
 * time that the server takes decides. Every five minutes of ticks the forms are tried in turn; the
 * least time of each counts, since other work of the server only adds to it.
 */
final class FormChoice {
  static final int CYCLE = 300;
  static final int TRIALS = 10;

  private long all;
  private long byPid;
  private boolean tooMany;
  private int ticks;

  ActivityForm next() {
    if (tooMany) {
      return ActivityForm.LONGEST;
    }
    int tick = ticks++ % CYCLE;
    if (tick == 0) {
      all = Long.MAX_VALUE;
      byPid = Long.MAX_VALUE;
    }
    boolean other = tick < TRIALS ? tick % 2 == 1 : byPid < all;
    return other ? ActivityForm.BY_PID : ActivityForm.ALL;
  }

  /**
   * Takes in how a form has done.
   *
   * @param serverMicros time that the server spent on it
   * @param fits whether all sessions fit
   */
  void sampled(ActivityForm form, long serverMicros, boolean fits) {
    tooMany = !fits;
    if ((ticks - 1) % CYCLE >= TRIALS) {
      return;
    }
    if (form == ActivityForm.ALL) {
      all = Math.min(all, serverMicros);
    } else if (form == ActivityForm.BY_PID) {
      byPid = Math.min(byPid, serverMicros);
    }
  }
}
