package io.dbintel.ingest.sessions;

import static io.dbintel.ingest.sessions.ActivityForm.ALL;
import static io.dbintel.ingest.sessions.ActivityForm.BY_PID;
import static io.dbintel.ingest.sessions.ActivityForm.LONGEST;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class FormChoiceTest {
  private static final int REST = FormChoice.CYCLE - FormChoice.TRIALS;

  private final FormChoice choice = new FormChoice();

  @Test
  void theFormsAreTriedInTurnFirst() {
    List<ActivityForm> trials = ticks(FormChoice.TRIALS, 500, 100);
    assertThat(trials).startsWith(ALL, BY_PID, ALL, BY_PID);
    assertThat(Collections.frequency(trials, ALL)).isEqualTo(FormChoice.TRIALS / 2);
  }

  @Test
  void thenTheCheaperOneStays() {
    ticks(FormChoice.TRIALS, 500, 100);
    assertThat(ticks(REST, 500, 100)).containsOnly(BY_PID);
    ticks(FormChoice.TRIALS, 100, 500);
    assertThat(ticks(REST, 100, 500)).containsOnly(ALL);
  }

  @Test
  void whatBecameDearerIsLeftAtTheNextTrial() {
    ticks(FormChoice.TRIALS, 500, 100);
    assertThat(ticks(REST, 500, 2_000)).containsOnly(BY_PID);
    ticks(FormChoice.TRIALS, 500, 2_000);
    assertThat(ticks(REST, 500, 2_000)).containsOnly(ALL);
  }

  @Test
  void theLeastTimeOfEachCounts() {
    ticks(FormChoice.TRIALS - 2, 500, 90_000);
    ticks(2, 500, 100);
    assertThat(ticks(5, 500, 90_000)).containsOnly(BY_PID);
  }

  @Test
  void whileMoreAreThereThanFitTheServerChooses() {
    ticks(FormChoice.TRIALS, 500, 100);
    choice.sampled(choice.next(), 100, false);
    assertThat(choice.next()).isEqualTo(LONGEST);
    choice.sampled(LONGEST, 700, false);
    assertThat(choice.next()).isEqualTo(LONGEST);
    choice.sampled(LONGEST, 700, true);
    assertThat(choice.next()).isEqualTo(BY_PID);
  }

  /** Ticks in which the forms take so many microseconds. */
  private List<ActivityForm> ticks(int count, long all, long byPid) {
    List<ActivityForm> forms = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ActivityForm form = choice.next();
      choice.sampled(form, form == ALL ? all : byPid, true);
      forms.add(form);
    }
    return forms;
  }
}
