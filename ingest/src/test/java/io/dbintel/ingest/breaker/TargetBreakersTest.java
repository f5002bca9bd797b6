package io.dbintel.ingest.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.raw.Capabilities.FeatureState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TargetBreakersTest {
  private static final long SECOND = 1_000_000;
  private static final List<String> FEATURES = List.of("statements", "sessions", "metrics");
  private final List<String> changes = new ArrayList<>();
  private final TargetBreakers breakers =
      new TargetBreakers(
          FEATURES,
          Set.of(),
          BreakerPolicy.DEFAULT,
          0,
          (feature, before, after) ->
              changes.add(feature + " " + before.state() + ">" + after.state()));

  @Test
  void afterAnOutageFeaturesComeBackOneByOneStatementsFirst() {
    // Sessions notice; the others need not ask to know.
    breakers.record("sessions", Call.failed("connection_refused"), 0);
    assertThat(breakers.ask("statements", SECOND)).isEqualTo(Permit.OPEN);
    assertThat(breakers.due(59 * SECOND)).isEmpty();

    long now = 60 * SECOND;
    assertThat(breakers.due(now)).contains("statements");
    assertThat(breakers.ask("sessions", now)).isEqualTo(Permit.OPEN);
    assertThat(breakers.ask("statements", now)).isEqualTo(Permit.RUN);
    assertThat(breakers.ask("sessions", now + 50 * SECOND)).isEqualTo(Permit.OPEN);
    succeed("statements", 3, now);
    assertThat(breakers.ask("metrics", now)).isEqualTo(Permit.OPEN);
    assertThat(breakers.ask("sessions", now)).isEqualTo(Permit.RUN);
    succeed("sessions", 3, now);
    assertThat(breakers.ask("metrics", now)).isEqualTo(Permit.RUN);
    succeed("metrics", 3, now);
    assertThat(changes)
        .containsExactly(
            "sessions closed>open",
            "statements closed>open",
            "metrics closed>open",
            "statements open>half_open",
            "statements half_open>closed",
            "sessions open>half_open",
            "sessions half_open>closed",
            "metrics open>half_open",
            "metrics half_open>closed");
  }

  @Test
  void aServerThatIsStillAwayIsAskedByTheFirstFeatureAlone() {
    FEATURES.forEach(feature -> breakers.record(feature, Call.failed("connection_refused"), 0));
    long now = 60 * SECOND;
    assertThat(breakers.ask("statements", now)).isEqualTo(Permit.RUN);
    breakers.record("statements", Call.failed("connection_refused"), now);
    // The others have waited long enough: it is statements that tries for them.
    assertThat(breakers.ask("sessions", now + SECOND)).isEqualTo(Permit.OPEN);
    assertThat(breakers.ask("metrics", now + SECOND)).isEqualTo(Permit.OPEN);
  }

  @Test
  void aFeatureThatFailsByItselfHoldsNoOtherBack() {
    for (int i = 0; i < 5; i++) {
      breakers.record("statements", Call.failed("timeout"), 0);
    }
    for (int i = 0; i < 5; i++) {
      breakers.record("metrics", Call.failed("timeout"), 0);
    }
    long now = 60 * SECOND;
    assertThat(breakers.ask("sessions", now)).isEqualTo(Permit.RUN);
    assertThat(breakers.ask("metrics", now)).as("its turn is later").isEqualTo(Permit.OPEN);
    assertThat(breakers.ask("statements", now)).isEqualTo(Permit.RUN);
    breakers.record("statements", Call.failed("timeout"), now);
    assertThat(breakers.ask("metrics", now)).isEqualTo(Permit.RUN);
  }

  @Test
  void aHalfOpenFeatureIsTriedWithoutWaitingForItsTick() {
    breakers.record("statements", Call.failed("connection_refused"), 0);
    long now = 60 * SECOND;
    assertThat(breakers.ask("statements", now)).isEqualTo(Permit.RUN);
    succeed("statements", 1, now);
    assertThat(breakers.due(now + 4 * SECOND)).isEmpty();
    assertThat(breakers.due(now + 5 * SECOND)).contains("statements");
    assertThat(breakers.ask("statements", now + SECOND)).as("its tick").isEqualTo(Permit.RUN);
  }

  @Test
  void statesArePublishedAndSurviveARestart() {
    breakers.record("statements", Call.failed("missing_extension"), 5 * SECOND);
    for (int i = 0; i < 5; i++) {
      breakers.record("sessions", Call.failed("timeout"), 6 * SECOND);
    }
    assertThat(breakers.states())
        .containsEntry(
            "statements",
            new FeatureState("disabled", 5 * SECOND, "missing_extension", 305 * SECOND))
        .containsEntry("sessions", new FeatureState("open", 6 * SECOND, "timeout", 66 * SECOND))
        .containsEntry("metrics", new FeatureState("closed", 0, null, null));

    TargetBreakers next =
        new TargetBreakers(
            FEATURES, Set.of(), BreakerPolicy.DEFAULT, 20 * SECOND, (feature, before, after) -> {});
    next.restore(breakers.kept());
    assertThat(next.states().get("statements")).isEqualTo(breakers.states().get("statements"));
    assertThat(next.states().get("sessions")).isEqualTo(breakers.states().get("sessions"));
    assertThat(next.ask("sessions", 65 * SECOND)).isEqualTo(Permit.OPEN);
    assertThat(next.ask("statements", 65 * SECOND)).isEqualTo(Permit.DISABLED);
    assertThat(next.ask("sessions", 66 * SECOND)).isEqualTo(Permit.RUN);
  }

  @Test
  void whatDoesNotAskTheServerGoesOnWithoutIt() {
    TargetBreakers withLog =
        new TargetBreakers(
            List.of("statements", "logs"),
            Set.of("logs"),
            BreakerPolicy.DEFAULT,
            0,
            (feature, before, after) -> {});
    withLog.record("statements", Call.failed("connection_refused"), 0);
    assertThat(withLog.ask("logs", SECOND)).isEqualTo(Permit.RUN);
  }

  @Test
  void whatWasForcedOpenIsNotKeptButSaidAgainByItsFile() {
    breakers.override(Map.of("sessions", ManualOverride.OPEN), 0);
    assertThat(breakers.ask("sessions", SECOND)).isEqualTo(Permit.OPEN);
    assertThat(breakers.states().get("sessions").state()).isEqualTo("forced_open");
    assertThat(breakers.kept()).isEmpty();
    breakers.override(Map.of(), SECOND);
    assertThat(breakers.ask("sessions", SECOND)).isEqualTo(Permit.RUN);
  }

  private void succeed(String feature, int times, long now) {
    for (int i = 0; i < times; i++) {
      breakers.record(feature, Call.ok(Duration.ofMillis(5)), now);
    }
  }
}
