package io.dbintel.jobs.export.sink;

import io.dbintel.schemas.deadletter.DeadLetter;
import java.io.Serializable;
import java.util.concurrent.CompletableFuture;

/** Where dead letters go. Sending never blocks; the future ends when the letter is stored. */
public interface DeadLetterSender extends AutoCloseable {

  CompletableFuture<Void> send(DeadLetter letter);

  @Override
  void close();

  /** Makes the sender of one subtask. */
  interface Factory extends Serializable {
    DeadLetterSender open();
  }
}
