package io.dbintel.ingest.capabilities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbintel.ingest.postgres.FailureCode;
import io.dbintel.ingest.postgres.PollFailure;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class CachedTargetProfileTest {
  private static final Duration LIFETIME = Duration.ofMinutes(5);

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1000);
  private final AtomicInteger reads = new AtomicInteger();
  private volatile PollFailure failure;
  private volatile Profiles server = Profiles.good();
  private final FakeSource source = new FakeSource(this::count);
  private final CachedTargetProfile profile = cached(source);

  @Test
  void aProfileIsReadOnceInItsLifetime() throws Exception {
    assertThat(profile.last()).isEmpty();
    ServerProfile first = profile.get(null);
    pass(LIFETIME.minusNanos(1));
    assertThat(profile.get(null)).isSameAs(first);
    assertThat(profile.last()).containsSame(first);
    pass(Duration.ofNanos(1));
    assertThat(profile.get(null)).isNotSameAs(first);
    assertThat(reads).hasValue(2);
  }

  @Test
  void aDoubtIsAnsweredAtOnceAndManyDoubtsNowAndThen() throws Exception {
    profile.get(null);
    for (int second = 0; second < 20; second++) {
      profile.doubt();
      profile.get(null);
      pass(Duration.ofSeconds(1));
    }
    assertThat(reads).hasValue(1 + 4);
    pass(Duration.ofSeconds(5));
    profile.get(null);
    assertThat(reads).as("the last doubt is not forgotten").hasValue(1 + 5);
    profile.get(null);
    assertThat(reads).hasValue(1 + 5);
  }

  @Test
  void aFailureIsTheCallersAndWhatWasKnownStays() throws Exception {
    ServerProfile first = profile.get(null);
    failure = PollFailure.of(FailureCode.CONNECTION_LOST, "gone", "wait");
    profile.doubt();
    assertThatThrownBy(() -> profile.get(null)).isSameAs(failure);
    assertThat(profile.last()).containsSame(first);

    failure = null;
    pass(Duration.ofSeconds(5));
    assertThat(profile.get(null)).isNotSameAs(first);
  }

  @Test
  void othersGoOnWithWhatIsKnownWhileOneAsks() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    CachedTargetProfile slow =
        cached(
            new FakeSource(
                () -> {
                  if (reads.get() > 0) {
                    asked.countDown();
                    await(answer);
                  }
                  return count();
                }));
    ServerProfile first = slow.get(null);
    slow.doubt();
    CompletableFuture<ServerProfile> reader = CompletableFuture.supplyAsync(() -> get(slow));
    await(asked);
    assertThat(slow.get(null)).isSameAs(first);
    assertThat(reader).isNotDone();
    answer.countDown();
    assertThat(reader.get()).isNotSameAs(first).isSameAs(slow.get(null));
    assertThat(reads).hasValue(2);
  }

  @Test
  void othersWaitForTheFirstAnswerButNotForEver() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    CachedTargetProfile slow =
        cached(
            new FakeSource(
                () -> {
                  asked.countDown();
                  await(answer);
                  return count();
                }));
    CompletableFuture<ServerProfile> reader = CompletableFuture.supplyAsync(() -> get(slow));
    await(asked);
    assertThatThrownBy(() -> slow.get(null))
        .isInstanceOfSatisfying(
            PollFailure.class, late -> assertThat(late.code()).isEqualTo(FailureCode.TIMEOUT));
    answer.countDown();
    assertThat(reader.get()).isSameAs(slow.get(null));
    assertThat(reads).hasValue(1);
  }

  @Test
  void aPromotedStandbyIsSeenSoonAndAtOnceEvenIfADoubtWasJustAnswered() throws Exception {
    profile.get(null);
    profile.doubt();
    ServerProfile before = profile.get(null);
    server = Profiles.good().replica();
    source.becomes(ServerIdentity.of(server.build()));
    pass(Looks.BETWEEN.minusNanos(1));
    assertThat(profile.get(null)).isSameAs(before);

    pass(Duration.ofNanos(1));
    ServerProfile after = profile.get(null);
    assertThat(after.replica()).isTrue();
    assertThat(reads).hasValue(3);
    assertThat(source.looks()).isEqualTo(1);
    assertThat(profile.get(null)).isSameAs(after);
    assertThat(source.looks()).isEqualTo(1);
  }

  @Test
  void theSameServerCostsALookNowAndThenButNoRead() throws Exception {
    for (int second = 0; second < 60; second++) {
      profile.get(null);
      pass(Duration.ofSeconds(1));
    }
    assertThat(reads).hasValue(1);
    assertThat(source.looks()).isEqualTo(5);
  }

  private CachedTargetProfile cached(FakeSource of) {
    return new CachedTargetProfile(LIFETIME, Duration.ofMillis(50), now::get, of);
  }

  private ProfileReading count() throws PollFailure {
    reads.incrementAndGet();
    if (failure != null) {
      throw failure;
    }
    return new ProfileReading(server.build(), 1, 2);
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  private static ServerProfile get(CachedTargetProfile profile) {
    try {
      return profile.get(null);
    } catch (PollFailure unexpected) {
      throw new AssertionError(unexpected);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }
}
