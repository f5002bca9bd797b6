package io.dbintel.ingest.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever happens to a target, in whatever order. */
class BreakerPropertiesTest {
  private static final List<String> FEATURES = List.of("statements", "sessions", "metrics", "logs");
  private static final long SECOND = 1_000_000;

  /**
   * @param seconds since the last event
   * @param failure null for a success
   */
  record Event(long seconds, String feature, String failure, boolean probe) {}

  @Property(tries = 300)
  void atMostOneFeatureIsTriedAtATimeAndAllComeBack(@ForAll("histories") List<Event> history) {
    TargetBreakers breakers = breakers();
    long now = 0;
    for (Event event : history) {
      now += event.seconds() * SECOND;
      String feature = event.probe() ? breakers.due(now).orElse(event.feature()) : event.feature();
      if (breakers.ask(feature, now).granted()) {
        breakers.record(feature, call(event), now);
      }
      assertThat(halfOpen(breakers)).isLessThanOrEqualTo(1);
      for (var state : breakers.states().values()) {
        if (state.retryAt() != null) {
          assertThat(state.retryAt() - now).isLessThanOrEqualTo(300 * SECOND);
        }
      }
    }
    // From here on nothing fails: one look a second brings all back within the longest wait and
    // the tries of each.
    for (int i = 0; i < 300 + FEATURES.size() * 15 + 5; i++) {
      now += SECOND;
      long at = now;
      breakers
          .due(now)
          .ifPresent(
              feature -> {
                assertThat(breakers.ask(feature, at).granted()).isTrue();
                breakers.record(feature, Call.ok(Duration.ZERO), at);
              });
    }
    assertThat(breakers.states().values()).allMatch(state -> state.state().equals("closed"));
  }

  @Property(tries = 300)
  void aRestartAtAnyTimeForgetsNothingThatIsOpen(@ForAll("histories") List<Event> history) {
    TargetBreakers breakers = breakers();
    long now = 0;
    for (Event event : history) {
      now += event.seconds() * SECOND;
      if (breakers.ask(event.feature(), now).granted()) {
        breakers.record(event.feature(), call(event), now);
      }
      TargetBreakers next = breakers();
      next.restore(breakers.kept());
      List<String> closed = new ArrayList<>();
      breakers.states().forEach((name, state) -> closed.add(name + state.state().equals("closed")));
      List<String> restored = new ArrayList<>();
      next.states().forEach((name, state) -> restored.add(name + state.state().equals("closed")));
      assertThat(restored).isEqualTo(closed);
    }
  }

  @Provide
  Arbitrary<List<Event>> histories() {
    Arbitrary<String> failures =
        Arbitraries.of(
                "timeout",
                "connection_refused",
                "wrong_password",
                "starting_up",
                "lock_timeout",
                "missing_grant",
                "server_error:42P01",
                "server_error:53300",
                "no_such_reason")
            .injectNull(0.4);
    return Combinators.combine(
            Arbitraries.longs().between(0, 90),
            Arbitraries.of(FEATURES),
            failures,
            Arbitraries.of(true, false))
        .as(Event::new)
        .list()
        .ofMaxSize(80);
  }

  private static TargetBreakers breakers() {
    return new TargetBreakers(
        FEATURES, Set.of(), BreakerPolicy.DEFAULT, 0, (feature, before, after) -> {});
  }

  private static Call call(Event event) {
    return event.failure() == null ? Call.ok(Duration.ZERO) : Call.failed(event.failure());
  }

  private static long halfOpen(TargetBreakers breakers) {
    return breakers.states().values().stream()
        .filter(state -> state.state().equals("half_open"))
        .count();
  }
}
