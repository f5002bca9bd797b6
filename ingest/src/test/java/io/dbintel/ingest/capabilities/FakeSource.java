package io.dbintel.ingest.capabilities;

import io.dbintel.ingest.postgres.PollFailure;
import io.dbintel.ingest.postgres.Session;
import java.util.concurrent.atomic.AtomicInteger;

/** A server of which the test says what is read. */
final class FakeSource implements ProfileSource {
  private final Reads reads;
  private volatile ServerIdentity identity = ServerIdentity.of(Profiles.good().build());
  private final AtomicInteger looks = new AtomicInteger();

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
    return looks.get();
  }

  @Override
  public ProfileReading read(Session session) throws PollFailure {
    return reads.read();
  }

  @Override
  public ServerIdentity identity(Session session) {
    looks.incrementAndGet();
    return identity;
  }
}
