package io.dbintel.ingest.capabilities;

import io.dbintel.ingest.postgres.PollFailure;
import io.dbintel.ingest.postgres.Session;
import java.util.Optional;

/** The profile of one target, shared by its signals. Thread-safe. */
public interface TargetProfile {
  /**
   * The profile of the session's server, read through the session when what is known is too old, in
   * doubt, or of another server or another run of it.
   *
   * @throws PollFailure when it had to be read and could not be
   */
  ServerProfile get(Session session) throws PollFailure;

  /** What was last known, without asking the server. */
  Optional<ServerProfile> last();

  /** After an error: the next {@link #get} asks the server again. */
  void doubt();
}
