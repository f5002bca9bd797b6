package io.dbintel.ingest.logs;

import io.dbintel.ingest.capabilities.ServerProfile;
import io.dbintel.ingest.capabilities.TargetProfile;
import io.dbintel.ingest.postgres.Session;
import java.util.Optional;

/** A server that was never reached, or is known by what it is given. */
final class NoProfile implements TargetProfile {
  private volatile ServerProfile known;
  private volatile int doubts;

  void know(ServerProfile profile) {
    known = profile;
  }

  int doubts() {
    return doubts;
  }

  @Override
  public ServerProfile get(Session session) {
    throw new AssertionError("Logs in files need no server");
  }

  @Override
  public Optional<ServerProfile> last() {
    return Optional.ofNullable(known);
  }

  @Override
  public synchronized void doubt() {
    doubts++;
  }
}
