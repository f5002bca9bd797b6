package io.dbintel.ingest.runtime;

import io.dbintel.ingest.capabilities.ServerProfile;
import io.dbintel.ingest.capabilities.TargetProfile;
import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.ingest.postgres.FailureCode;
import io.dbintel.ingest.postgres.PollFailure;
import io.dbintel.ingest.postgres.Session;
import java.util.Optional;

/** The profile of a target of which no signal asks what it has. */
record UnreadProfile(TargetConfig target) implements TargetProfile {
  @Override
  public ServerProfile get(Session session) throws PollFailure {
    throw PollFailure.of(
        FailureCode.INTERNAL_ERROR,
        "what " + target.instance() + " has is not read",
        "enable the signal that reads it");
  }

  @Override
  public Optional<ServerProfile> last() {
    return Optional.empty();
  }

  @Override
  public void doubt() {}
}
