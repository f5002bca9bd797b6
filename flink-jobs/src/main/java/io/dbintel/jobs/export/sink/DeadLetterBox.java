package io.dbintel.jobs.export.sink;

import io.dbintel.schemas.deadletter.DeadLetter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Dead letters until they are stored.
 *
 * <p>A sink has no output, so the writer sends them itself. It does not wait for Kafka at a
 * checkpoint, as a flush would: letters not yet acknowledged are part of the writer's state and are
 * sent again after a restore, and their ids make the repetition harmless. An outage of Kafka
 * therefore stalls nothing but, in the end, a full buffer.
 */
final class DeadLetterBox {
  private static final Logger LOG = LoggerFactory.getLogger(DeadLetterBox.class);

  /** Rough size of a letter in memory and state. */
  private static final long LETTER_BYTES = 512;

  private final DeadLetterSender sender;
  private final TaskThread task;
  private final Duration retryDelay;
  private final Map<String, DeadLetter> pending = new LinkedHashMap<>();
  private final ThrottledLog log = new ThrottledLog(LOG, Duration.ofSeconds(10));

  DeadLetterBox(DeadLetterSender sender, TaskThread task, Duration retryDelay) {
    this.sender = sender;
    this.task = task;
    this.retryDelay = retryDelay;
  }

  void add(DeadLetter letter) {
    if (pending.putIfAbsent(letter.id(), letter) == null) {
      send(letter);
    }
  }

  long bytes() {
    return pending.size() * LETTER_BYTES;
  }

  List<DeadLetter> pending() {
    return List.copyOf(pending.values());
  }

  private void send(DeadLetter letter) {
    var unused =
        sender
            .send(letter)
            .whenComplete((stored, failure) -> task.execute(() -> ended(letter, failure)));
  }

  private void ended(DeadLetter letter, Throwable failure) {
    if (failure == null) {
      pending.remove(letter.id());
      return;
    }
    log.error("Cannot write dead letter %s, will try again: %s".formatted(letter.id(), failure));
    task.after(retryDelay, () -> send(letter));
  }
}
