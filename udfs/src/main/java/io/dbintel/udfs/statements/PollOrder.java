package io.dbintel.udfs.statements;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The order of an instance's polls over several collector runs. An older poll that passed for a
 * newer one would show fallen counters, and whole values would be counted twice: in doubt a poll is
 * older.
 *
 * <p>Within a run the number decides, between runs the server's clock: the collector's may have
 * been set back. A run that was left for another one must go on in number, too. While the server's
 * clock is behind after it was set back, a new run is dropped and its first interval gets wider; a
 * day later by the collector's clock, no record can be that late, and the run is taken.
 */
final class PollOrder {
  /** Runs that are remembered: a pair of collectors, and what may still be in a spool. */
  private static final int RUNS = 8;

  private static final long LATEST_MICROS = Duration.ofDays(1).toNanos() / 1_000;

  /** How a poll stands to the last one. */
  enum Order {
    SAME,
    NEWER,
    OLDER
  }

  /** The last poll of each run; the run of the last poll comes last. */
  private final List<PollPosition> runs = new ArrayList<>();

  Order compare(PollPosition position) {
    if (runs.isEmpty()) {
      return Order.NEWER;
    }
    PollPosition last = runs.get(runs.size() - 1);
    if (position.sameRunAs(last)) {
      return position.number() == last.number()
          ? Order.SAME
          : newer(position.number() > last.number());
    }
    boolean laterOnServer = position.serverTime() > last.serverTime();
    for (PollPosition run : runs) {
      if (position.sameRunAs(run)) {
        return newer(laterOnServer && position.number() > run.number());
      }
    }
    return newer(laterOnServer || position.collectedAt() - last.collectedAt() > LATEST_MICROS);
  }

  /** Takes a newer poll as the last one. A failed poll knows no server time: the last one stays. */
  void advance(PollPosition position) {
    PollPosition last = runs.isEmpty() ? position : runs.get(runs.size() - 1);
    runs.removeIf(position::sameRunAs);
    if (runs.size() == RUNS) {
      runs.remove(0);
    }
    runs.add(
        position.at(
            position.serverTime() == 0 ? last.serverTime() : position.serverTime(),
            Math.max(position.collectedAt(), last.collectedAt())));
  }

  void write(DataOutput out) throws IOException {
    out.writeByte(runs.size());
    for (PollPosition run : runs) {
      run.write(out);
    }
  }

  static PollOrder read(DataInput in) throws IOException {
    PollOrder order = new PollOrder();
    int size = in.readUnsignedByte();
    for (int i = 0; i < size; i++) {
      order.runs.add(PollPosition.read(in));
    }
    return order;
  }

  private static Order newer(boolean newer) {
    return newer ? Order.NEWER : Order.OLDER;
  }
}
