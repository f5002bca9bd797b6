package io.dbintel.ingest.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.ingest.breaker.ErrorAction.Kind;
import io.dbintel.ingest.postgres.FailureCode;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ErrorActionsTest {
  @Test
  void everyFailureHasAnActionAndNoOtherDoes() {
    Set<String> codes = new TreeSet<>(Set.of("slow"));
    Arrays.stream(FailureCode.values()).map(FailureCode::word).forEach(codes::add);
    Set<String> inFile = new TreeSet<>();
    ErrorActions.ALL.entries().keySet().stream()
        .filter(failure -> !failure.contains(":"))
        .forEach(inFile::add);
    assertThat(inFile).isEqualTo(codes);
  }

  @Test
  void whatCarriesAnSqlstateIsAServerErrorWithItsClass() {
    assertThat(ErrorActions.ALL.entries().keySet())
        .filteredOn(failure -> failure.contains(":"))
        .allMatch(failure -> failure.matches("server_error:[0-9A-Z]{2}([0-9A-Z]{3})?"));
  }

  @Test
  void everyActionSaysWhy() {
    assertThat(ErrorActions.ALL.entries().values()).allMatch(action -> action.why().length() > 10);
  }

  @Test
  void theLongestMatchCounts() {
    assertThat(ErrorActions.ALL.of("server_error:42P01").kind()).isEqualTo(Kind.FALL_BACK);
    assertThat(ErrorActions.ALL.of("server_error:22012").kind()).isEqualTo(Kind.COUNT);
    assertThat(ErrorActions.ALL.of("server_error:53200").server()).isTrue();
    assertThat(ErrorActions.ALL.of("server_error:").kind()).isEqualTo(Kind.COUNT);
    assertThat(ErrorActions.ALL.of("never_heard_of").kind()).isEqualTo(Kind.COUNT);
  }
}
