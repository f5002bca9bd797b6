package io.dbintel.ingest.sessions;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Which form of the query the next tick uses. Where most sessions stay idle it is cheaper to look at
 * each before reading it, where few do it is not, and long texts move the point between: the time
 * that the server takes decides. Each form is tried a few times at the start, and the dearer one
 * once a minute of ticks after.
 */
final class FormChoice {
  static final int TRIED_EVERY = 60;
  static final int FIRST_TRIALS = 3;

  private static final int REMEMBERED = 5;

  private final Map<ActivityForm, Deque<Long>> took = new EnumMap<>(ActivityForm.class);
  private boolean tooMany;
  private int ticks;

  FormChoice() {
    took.put(ActivityForm.ALL, new ArrayDeque<>());
    took.put(ActivityForm.BY_PID, new ArrayDeque<>());
  }

  ActivityForm next() {
    if (tooMany) {
      return ActivityForm.LONGEST;
    }
    int tick = ticks++;
    if (tick < 2 * FIRST_TRIALS) {
      return tick % 2 == 0 ? ActivityForm.ALL : ActivityForm.BY_PID;
    }
    return tick % TRIED_EVERY == 0 ? other(cheaper()) : cheaper();
  }

  /**
   * Takes in how a form has done.
   *
   * @param serverMicros time that the server spent on it
   * @param fits whether all sessions fit
   */
  void sampled(ActivityForm form, long serverMicros, boolean fits) {
    tooMany = !fits;
    if (form == ActivityForm.LONGEST) {
      return;
    }
    Deque<Long> last = took.get(form);
    last.addLast(serverMicros);
    if (last.size() > REMEMBERED) {
      last.removeFirst();
    }
  }

  private ActivityForm cheaper() {
    return median(ActivityForm.BY_PID) < median(ActivityForm.ALL)
        ? ActivityForm.BY_PID
        : ActivityForm.ALL;
  }

  /** A form that was never tried is not the cheaper one. */
  private long median(ActivityForm form) {
    List<Long> sorted = took.get(form).stream().sorted().toList();
    return sorted.isEmpty() ? Long.MAX_VALUE : sorted.get(sorted.size() / 2);
  }

  private static ActivityForm other(ActivityForm form) {
    return form == ActivityForm.ALL ? ActivityForm.BY_PID : ActivityForm.ALL;
  }
}
