package io.dbintel.udfs.statements;

import io.dbintel.schemas.deadletter.Reason;
import io.dbintel.schemas.output.EventBatch;
import io.dbintel.schemas.statements.QueryTexts;
import io.dbintel.udfs.texts.QueryTextScrubber;
import io.dbintel.udfs.texts.ScrubbedQueryText;
import io.dbintel.udfs.texts.TextBounds;
import io.dbintel.udfs.texts.TextHistory;
import io.dbintel.udfs.texts.TextKey;
import io.dbintel.udfs.texts.VisibleTexts;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where top queries get their texts. Polls and texts are read independently: a poll that names
 * texts which have not come waits, and those after it behind it, so events leave in the order of
 * polls. What an event says does not depend on which of the two was read first.
 *
 * <p>So many polls of an instance may wait as {@link TextBounds} says; when one more comes, the
 * oldest leaves with the texts of the poll before it. Not thread-safe.
 */
public final class TopQueryGate {
  private final TextHistory history;
  private final VisibleTexts visible;
  private final TextBounds bounds;

  public TopQueryGate(QueryTextScrubber scrubber, TextBounds bounds) {
    this.bounds = bounds;
    history = new TextHistory(scrubber, bounds);
    visible = new VisibleTexts(history);
  }

  /** The stored state of the instance in question. */
  public interface Store extends TextHistory.Store {
    /** Bytes that tell which polls wait, or null. */
    byte[] waiting();

    void putWaiting(byte[] waiting);

    byte[] waitingPoll(long number);

    void putWaitingPoll(long number, byte[] poll);

    void removeWaitingPoll(long number);
  }

  /** Where events go, in order. */
  public interface Output {
    /**
     * @param poll whose events these are
     */
    void events(TopQueries poll, EventBatch batch);

    /** An event of the poll was made, with or without a text. */
    void event(boolean withText);

    /** A poll that has to wait. */
    void waits();

    /** A poll that left before its texts were seen. */
    void leftEarly(Reason reason);
  }

  /** Takes the top queries of the instance's next poll. */
  public void poll(TopQueries poll, Store store, Output output) {
    Waiting waiting = Waiting.of(store.waiting());
    if (waiting.isEmpty()) {
      OptionalLong position = history.position(poll.named(), store);
      if (position.isPresent()) {
        release(poll, position.getAsLong(), store, output);
        return;
      }
    }
    output.waits();
    store.putWaitingPoll(waiting.next(), poll.toBytes());
    waiting = new Waiting(waiting.first(), waiting.next() + 1);
    if (waiting.size() > bounds.waitingPolls()) {
      output.leftEarly(Reason.TEXTS_NOT_SEEN);
      long position = history.lastPosition(store);
      release(TopQueries.fromBytes(store.waitingPoll(waiting.first())), position, store, output);
      waiting = removeFirst(waiting, store);
      waiting = releaseReady(waiting, store, output);
    }
    store.putWaiting(waiting.toBytes());
  }

  /** Takes the instance's next record of texts. */
  public void texts(QueryTexts record, Store store, Output output) {
    history.publish(record, store);
    Waiting waiting = Waiting.of(store.waiting());
    if (!waiting.isEmpty()) {
      store.putWaiting(releaseReady(waiting, store, output).toBytes());
    }
  }

  /** Lets all polls go, because no more texts will come. */
  public void end(Store store, Output output) {
    Waiting waiting = Waiting.of(store.waiting());
    while (!waiting.isEmpty()) {
      output.leftEarly(Reason.TEXTS_NOT_SEEN);
      long position = history.endPosition(store);
      release(TopQueries.fromBytes(store.waitingPoll(waiting.first())), position, store, output);
      waiting = removeFirst(waiting, store);
    }
    store.putWaiting(waiting.toBytes());
  }

  private Waiting releaseReady(Waiting all, Store store, Output output) {
    Waiting waiting = all;
    while (!waiting.isEmpty()) {
      TopQueries poll = TopQueries.fromBytes(store.waitingPoll(waiting.first()));
      OptionalLong position = history.position(poll.named(), store);
      if (position.isEmpty()) {
        return waiting;
      }
      release(poll, position.getAsLong(), store, output);
      waiting = removeFirst(waiting, store);
    }
    return waiting;
  }

  private static Waiting removeFirst(Waiting waiting, Store store) {
    store.removeWaitingPoll(waiting.first());
    return new Waiting(waiting.first() + 1, waiting.next());
  }

  private void release(TopQueries poll, long position, Store store, Output output) {
    TopQueryEvents.emit(
        poll, key -> text(poll, key, position, store, output), batch -> output.events(poll, batch));
  }

  private Optional<ScrubbedQueryText> text(
      TopQueries poll, TextKey key, long position, Store store, Output output) {
    Optional<ScrubbedQueryText> text = visible.text(poll.instance(), key, position, store);
    output.event(text.isPresent());
    return text;
  }

  /**
   * The polls that wait, by numbers.
   *
   * @param next the number after the last
   */
  private record Waiting(long first, long next) {
    static Waiting of(byte[] bytes) {
      if (bytes == null) {
        return new Waiting(0, 0);
      }
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      return new Waiting(buffer.getLong(), buffer.getLong());
    }

    boolean isEmpty() {
      return first == next;
    }

    long size() {
      return next - first;
    }

    byte[] toBytes() {
      return ByteBuffer.allocate(2 * Long.BYTES).putLong(first).putLong(next).array();
    }
  }
}
