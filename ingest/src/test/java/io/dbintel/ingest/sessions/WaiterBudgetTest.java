package io.dbintel.ingest.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WaiterBudgetTest {
  private final WaiterBudget budget = new WaiterBudget();

  @Test
  void slowAnswersHalveItDownToTheLeast() {
    assertThat(budget.waiters()).isEqualTo(50);
    budget.answered(10_001);
    assertThat(budget.waiters()).isEqualTo(25);
    answered(10, 20_000);
    assertThat(budget.waiters()).isEqualTo(WaiterBudget.LEAST);
  }

  @Test
  void aQuestionWithoutAnswerLeavesTheLeast() {
    budget.failed();
    assertThat(budget.waiters()).isEqualTo(WaiterBudget.LEAST);
  }

  @Test
  void itGrowsAgainAfterAWhileOfQuickAnswers() {
    budget.failed();
    answered(29, 100);
    assertThat(budget.waiters()).isEqualTo(5);
    answered(1, 100);
    assertThat(budget.waiters()).isEqualTo(10);
    answered(29, 100);
    budget.answered(50_000);
    assertThat(budget.waiters()).isEqualTo(5);
    answered(300, 100);
    assertThat(budget.waiters()).isEqualTo(WaiterBudget.MOST);
  }

  @Test
  void onlyQuickAnswersMayBePartOfASample() {
    assertThat(budget.mayHoldUpSamples()).isFalse();
    budget.answered(10_000);
    assertThat(budget.mayHoldUpSamples()).isTrue();
    budget.answered(10_001);
    assertThat(budget.mayHoldUpSamples()).isFalse();
    budget.answered(100);
    budget.failed();
    assertThat(budget.mayHoldUpSamples()).isFalse();
    answered(29, 100);
    assertThat(budget.mayHoldUpSamples()).as("after one that did not come").isFalse();
    budget.answered(100);
    assertThat(budget.mayHoldUpSamples()).isTrue();
  }

  private void answered(int times, long micros) {
    for (int i = 0; i < times; i++) {
      budget.answered(micros);
    }
  }
}
