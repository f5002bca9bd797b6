package io.dbintel.ingest.logs.source;

import io.dbintel.ingest.postgres.PollFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Access to the files that a log consists of. */
interface LogFiles extends AutoCloseable {
  /**
   * The files that are wanted, one for each id, in no special order.
   *
   * @throws PollFailure when they cannot be seen
   */
  List<LogFile> list() throws PollFailure;

  /** Files in the folder of this one, wanted or not: it may have been renamed or copied to one. */
  List<LogFile> neighbours(String path);

  /** A file that has no name any more, but can still be read. */
  Optional<LogFile> deleted(String id, String path);

  /**
   * Bytes of a file from an offset on; none at its end.
   *
   * @return empty when the path is no longer this file
   * @throws PollFailure when it is there and cannot be read
   */
  Optional<byte[]> read(LogFile file, long offset, int length) throws PollFailure;

  /** This file is not read for some time to come. */
  void release(String id);

  Duration leastInterval();

  @Override
  void close();

  /**
   * Changes when files of the same id may be those of another machine by now; within one look, from
   * {@link #list} on, they are not.
   */
  default long connection() {
    return 0;
  }
}
