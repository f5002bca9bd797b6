package io.dbintel.ingest.capabilities;

import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.ingest.postgres.FailureCode;
import io.dbintel.ingest.postgres.PollFailure;
import io.dbintel.ingest.postgres.Session;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Keeps the profile of a target for an interval. One reader asks the server at a time; meanwhile
 * others go on with what is known, or wait when nothing is.
 *
 * <p>A new connection may lead to another server, or to one that was started again, and a standby
 * may become a primary under a connection: each new session, and now and then an old one, is asked
 * which server it has, and nobody gets the profile of another one.
 */
public final class CachedTargetProfile implements TargetProfile {
  /** Doubts of a signal that fails each second must not cost a read each second. */
  private static final Duration BETWEEN_DOUBTS = Duration.ofSeconds(5);

  private final long lifetimeNanos;
  private final Duration patience;
  private final LongSupplier nanoClock;
  private final ProfileSource source;
  private final ReentrantLock reading = new ReentrantLock();
  private final Looks looks = new Looks();
  private volatile Known known;
  private volatile boolean doubted;
  private volatile long doubtsAnsweredNanos;
  private volatile boolean doubtAnswered;

  public CachedTargetProfile(TargetConfig target) {
    this(
        target.signals().capabilitiesInterval(),
        target.statements().roundTripTimeout(),
        System::nanoTime,
        ProfileSource.SERVER);
  }

  /**
   * @param lifetime of a profile
   * @param patience how long to wait for another reader when nothing is known yet
   */
  CachedTargetProfile(
      Duration lifetime, Duration patience, LongSupplier nanoClock, ProfileSource source) {
    this.lifetimeNanos = lifetime.toNanos();
    this.patience = patience;
    this.nanoClock = nanoClock;
    this.source = source;
  }

  @Override
  public ServerProfile get(Session session) throws PollFailure {
    Known before = known;
    if (before == null || isOther(session, before)) {
      return readUnlessDone(session, before);
    }
    if (isFresh(before) || !reading.tryLock()) {
      return before.profile;
    }
    try {
      return isFresh(known) ? known.profile : read(session).profile();
    } finally {
      reading.unlock();
    }
  }

  @Override
  public Optional<ServerProfile> last() {
    return Optional.ofNullable(known).map(Known::profile);
  }

  @Override
  public void doubt() {
    doubted = true;
  }

  /**
   * Asks the server now.
   *
   * @throws PollFailure when it could not be read; what was known stays
   */
  ProfileReading refresh(Session session) throws PollFailure {
    reading.lock();
    try {
      return read(session);
    } finally {
      reading.unlock();
    }
  }

  /** Waits for another reader, as what is known is of no use. */
  private ServerProfile readUnlessDone(Session session, Known before) throws PollFailure {
    try {
      if (!reading.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        throw busy();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw busy();
    }
    try {
      boolean done = !Objects.equals(known, before) && !differs(session, known);
      return done ? known.profile : read(session).profile();
    } finally {
      reading.unlock();
    }
  }

  private boolean isOther(Session session, Known before) throws PollFailure {
    return looks.due(session, nanoClock.getAsLong()) && differs(session, before);
  }

  private boolean differs(Session session, Known from) throws PollFailure {
    return !source.identity(session).equals(ServerIdentity.of(from.profile));
  }

  private ProfileReading read(Session session) throws PollFailure {
    // A doubt that comes while the server is asked is about what was known before, or after: ask
    // again then.
    boolean answersDoubt = doubted;
    doubted = false;
    try {
      ProfileReading reading = source.read(session);
      long now = nanoClock.getAsLong();
      looks.asked(session, now);
      known = new Known(reading.profile(), now);
      return reading;
    } catch (PollFailure failure) {
      doubted = true;
      throw failure;
    } finally {
      if (answersDoubt) {
        doubtAnswered = true;
        doubtsAnsweredNanos = nanoClock.getAsLong();
      }
    }
  }

  private boolean isFresh(Known value) {
    long now = nanoClock.getAsLong();
    return now - value.readNanos < lifetimeNanos && !(doubted && mayAnswerDoubt(now));
  }

  private boolean mayAnswerDoubt(long now) {
    return !doubtAnswered || now - doubtsAnsweredNanos >= BETWEEN_DOUBTS.toNanos();
  }

  private static PollFailure busy() {
    return PollFailure.of(
        FailureCode.TIMEOUT,
        "another connection has not learnt in time what the server is",
        "check the load of the server; it is tried again");
  }

  private record Known(ServerProfile profile, long readNanos) {}
}
