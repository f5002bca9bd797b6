package io.dbintel.local.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.statements.StatementColumn;
import io.dbintel.schemas.statements.StatementColumns;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Holds measured intervals against the truth: integers exactly, doubles up to rounding. */
final class Comparison {
  private static final double ROUNDING = 1e-9;

  /** What is computed from rounded means carries their error. */
  private static final double DERIVED_ROUNDING = 1e-6;

  private final Accrued truth;
  private final Intervals measured;
  private final List<String> tooMuch = new ArrayList<>();
  private final List<String> tooLittle = new ArrayList<>();
  private final List<String> tooLittleUnflagged = new ArrayList<>();

  Comparison(Accrued truth, Intervals measured) {
    this.truth = truth;
    this.measured = measured;
    Map<StatementKey, Values> sums = measured.sums();
    Set<StatementKey> flagged = measured.flagged();
    Set<StatementKey> keys = new HashSet<>(truth.sums().keySet());
    keys.addAll(sums.keySet());
    for (StatementKey key : keys) {
      compare(key, sums.getOrDefault(key, new Values()), flagged.contains(key));
    }
  }

  /** Every number right and none flagged; both sides saw something. */
  void assertExact() {
    assertEqual();
    assertThat(measured.flagged()).as("flagged keys").isEmpty();
  }

  /** Every number right, whatever the flags say. */
  void assertEqual() {
    assertNothingInvented();
    assertThat(tooLittle).as("less than the truth").isEmpty();
    assertThat(measured.rows()).as("interval rows").isNotEmpty();
  }

  /** Never more than the truth, and exact where no flag says otherwise. */
  void assertHonest() {
    assertNothingInvented();
    assertThat(tooLittleUnflagged).as("less than the truth without a flag").isEmpty();
  }

  /** Never more than the truth. */
  void assertNothingInvented() {
    assertThat(tooMuch).as("more than the truth").isEmpty();
  }

  private void compare(StatementKey key, Values sum, boolean flagged) {
    Values expected = truth.sums().getOrDefault(key, new Values());
    Values magnitude = truth.magnitude(key);
    for (StatementColumn column : StatementColumns.counters()) {
      int ordinal = column.ordinal();
      int order = order(column, sum, expected, magnitude);
      String text =
          "%s of %s: %s, in truth %s"
              .formatted(column.name(), key, sum.real(ordinal), expected.real(ordinal));
      if (order > 0) {
        tooMuch.add(text);
      } else if (order < 0) {
        tooLittle.add(text);
        if (!flagged) {
          tooLittleUnflagged.add(text);
        }
      }
    }
  }

  private static int order(StatementColumn column, Values sum, Values expected, Values magnitude) {
    int ordinal = column.ordinal();
    if (!column.isDouble()) {
      return Long.compare(sum.integer(ordinal), expected.integer(ordinal));
    }
    boolean derived = column.kind() == StatementColumn.Kind.DERIVED;
    double tolerance = Math.abs(magnitude.real(ordinal)) * (derived ? DERIVED_ROUNDING : ROUNDING);
    double difference = sum.real(ordinal) - expected.real(ordinal);
    return Math.abs(difference) <= tolerance ? 0 : (int) Math.signum(difference);
  }
}
