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
  private final FormChoice choice = new FormChoice();

  @Test
  void eachFormIsTriedAFewTimesFirst() {
    assertThat(ticks(6, 500, 100)).containsExactly(ALL, BY_PID, ALL, BY_PID, ALL, BY_PID);
  }

  @Test
  void thenTheCheaperOneStaysAndTheOtherIsTriedOnceAMinute() {
    ticks(6, 500, 100);
    List<ActivityForm> minute = ticks(FormChoice.TRIED_EVERY, 500, 100);
    assertThat(minute).containsOnlyOnce(ALL);
    assertThat(Collections.frequency(minute, BY_PID)).isEqualTo(FormChoice.TRIED_EVERY - 1);
  }

  @Test
  void aStallDoesNotChangeTheChoice() {
    ticks(6, 500, 100);
    choice.sampled(BY_PID, 90_000, true);
    choice.sampled(BY_PID, 90_000, true);
    assertThat(choice.next()).isEqualTo(BY_PID);
  }

  @Test
  void whatBecomesDearerIsLeft() {
    ticks(6, 500, 100);
    List<ActivityForm> later = ticks(20, 500, 2_000);
    assertThat(later.subList(0, 3)).containsOnly(BY_PID);
    assertThat(later.subList(5, 20)).containsOnly(ALL);
  }

  @Test
  void whileMoreAreThereThanFitTheServerChooses() {
    ticks(6, 500, 100);
    choice.sampled(BY_PID, 100, false);
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
