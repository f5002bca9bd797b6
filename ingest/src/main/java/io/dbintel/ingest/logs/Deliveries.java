package io.dbintel.ingest.logs;

import io.dbintel.ingest.publish.LossReason;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Which records of one stream are on their way, and so how far the stream may be forgotten: up to
 * the first entry whose record is not delivered. Thread-safe: the publisher tells from its own
 * threads.
 */
final class Deliveries {
  private final Consumer<Deliveries> changed;
  private final Deque<Ticket> open = new ArrayDeque<>();
  private long readTo;
  private long hopeless;

  /**
   * @param start offset at which reading begins
   * @param changed run after each delivery or loss, on the thread of the publisher
   */
  Deliveries(long start, Consumer<Deliveries> changed) {
    this.readTo = start;
    this.changed = changed;
  }

  /** A record of the entry that begins at this offset; offsets never fall. */
  synchronized Ticket expect(long offset) {
    Ticket ticket = new Ticket(offset);
    open.addLast(ticket);
    return ticket;
  }

  /** All records of entries before this offset were expected. */
  synchronized void readTo(long offset) {
    readTo = Math.max(readTo, offset);
  }

  /** The offset before which nothing is needed any more. */
  synchronized long committed() {
    while (!open.isEmpty() && open.peekFirst().state == State.DONE) {
      open.removeFirst();
    }
    return open.isEmpty() ? readTo : Math.min(readTo, open.peekFirst().offset);
  }

  synchronized boolean complete() {
    return committed() == readTo && open.isEmpty();
  }

  /** Whether records were lost that are still waited for. */
  synchronized boolean hasLost() {
    return open.stream().anyMatch(ticket -> ticket.state == State.LOST);
  }

  /** Waits no longer for records that were lost. Returns how many there were. */
  synchronized int giveUpLost() {
    int lost = 0;
    for (Ticket ticket : open) {
      if (ticket.state == State.LOST) {
        ticket.state = State.DONE;
        lost++;
      }
    }
    return lost;
  }

  /** How many records no attempt could deliver, since the last call. */
  synchronized long takeHopeless() {
    long taken = hopeless;
    hopeless = 0;
    return taken;
  }

  private enum State {
    /** Not accepted yet. */
    WAITING,
    /** The publisher has been asked, and has not answered. */
    OFFERED,
    /** It said that it lost the record before it answered: a refusal, if it answers no. */
    OFFERED_AND_LOST,
    ACCEPTED,
    LOST,
    DONE
  }

  /** One record. */
  final class Ticket {
    private final long offset;
    private State state = State.WAITING;
    private int attempt;

    private Ticket(long offset) {
      this.offset = offset;
    }

    /** Hands the record over; true when it was accepted, or is of no use to hand over again. */
    boolean offer(Handover handover) {
      int now;
      synchronized (Deliveries.this) {
        state = State.OFFERED;
        attempt++;
        now = attempt;
      }
      boolean accepted = handover.send(reason -> lose(now, reason), () -> settle(now, State.DONE));
      synchronized (Deliveries.this) {
        if (state == State.DONE) {
          return true;
        }
        if (!accepted) {
          attempt++;
          state = State.WAITING;
        } else if (state == State.OFFERED_AND_LOST) {
          state = State.LOST;
        } else if (state == State.OFFERED) {
          state = State.ACCEPTED;
        }
      }
      return accepted;
    }

    private void lose(int ofAttempt, LossReason reason) {
      if (reason.passes()) {
        settle(ofAttempt, State.LOST);
        return;
      }
      synchronized (Deliveries.this) {
        hopeless += ofAttempt == attempt && !settled() ? 1 : 0;
      }
      settle(ofAttempt, State.DONE);
    }

    private boolean settled() {
      return state == State.DONE || state == State.LOST;
    }

    private void settle(int ofAttempt, State end) {
      synchronized (Deliveries.this) {
        if (ofAttempt != attempt || settled()) {
          return;
        }
        boolean early = state == State.OFFERED && end == State.LOST;
        state = early ? State.OFFERED_AND_LOST : end;
      }
      changed.accept(Deliveries.this);
    }
  }

  /** Gives a record to the publisher. */
  @FunctionalInterface
  interface Handover {
    boolean send(Consumer<LossReason> onLost, Runnable onDelivered);
  }
}
