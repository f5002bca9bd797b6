package io.dbintel.ingest.capabilities;

import io.dbintel.ingest.postgres.PollFailure;
import io.dbintel.ingest.postgres.Session;

/** A server of which the test says what is read. */
final class FakeSource implements ProfileSource {
  private final Reads reads;
  private volatile ServerIdentity identity = ServerIdentity.of(Profiles.good().build());
  private volatile int looks;

  FakeSource(Reads reads) {
    this.reads = reads;
  }

  /** Reads a profile. */
  @FunctionalInterface
  interface Reads {
    ProfileReading read() throws PollFailure;
  }

  /** Another server answers from now on. */
  void becomes(ServerIdentity newIdentity) {
    identity = newIdentity;
  }

  int looks() {
    return looks;
  }

  @Override
  public ProfileReading read(Session session) throws PollFailure {
    return reads.read();
  }

  @Override
  public ServerIdentity identity(Session session) {
    looks++;
    return identity;
  }
}
