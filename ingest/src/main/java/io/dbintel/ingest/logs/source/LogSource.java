package io.dbintel.ingest.logs.source;

import io.dbintel.ingest.postgres.PollFailure;
import java.time.Duration;

/**
 * A place where one server's log is read. It consists of streams of bytes; a stream is told by its
 * key, and a byte in it by its offset. Offsets mean the same after a restart of the collector where
 * the source can be read again at all.
 *
 * <p>What was given out counts as undelivered until {@link #committed} says otherwise. Not for
 * several threads, unless an implementation says so.
 */
public interface LogSource extends AutoCloseable {
  /**
   * Looks what came since the last time, and gives it out, stream by stream, older streams first,
   * while {@code out} is ready.
   *
   * @throws PollFailure when the source cannot be read; what was given out before stays valid
   */
  void read(PieceSink out) throws PollFailure;

  /** All entries of a stream that begin before this offset are delivered. */
  void committed(String stream, long offset);

  /**
   * Something after the committed offset of this stream was lost on its way: the next {@link #read}
   * gives it out again.
   *
   * @return false when this source can be read only once: then it is lost
   */
  boolean rewind(String stream);

  /** So many runs of bytes of a stream were no entries. */
  default void unreadable(String stream, long runs) {}

  /**
   * Writes down what was committed.
   *
   * @throws PollFailure when that is not possible; reading may go on
   */
  void save() throws PollFailure;

  SourceStatus status();

  /** The shortest time between two reads that the source bears. */
  Duration leastInterval();

  /** Frees everything, without saving. */
  @Override
  void close();
}
