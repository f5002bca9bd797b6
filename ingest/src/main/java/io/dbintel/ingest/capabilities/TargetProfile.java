package io.dbintel.ingest.capabilities;

import io.dbintel.ingest.postgres.PollFailure;
import io.dbintel.ingest.postgres.Session;
import java.util.Optional;

/** The profile of one target, shared by its signals. Thread-safe. */
public interface TargetProfile {
  /**
   * The profile, read through the caller's session when what is known is too old or in doubt.
   *
   * @throws PollFailure when it had to be read and could not be
   */
  ServerProfile get(Session session) throws PollFailure;

  /** What was last known, without asking the server. */
  Optional<ServerProfile> last();

  /** After an error: the next {@link #get} asks the server again. */
  void doubt();
}
