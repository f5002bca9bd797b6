package io.dbintel.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClosersTest {
  private final List<String> closed = new ArrayList<>();
  private final Closers closers = new Closers();

  @Test
  void closesInReverseOrderAndOnce() {
    closers.add(part("first"));
    closers.add(part("second"));

    closers.close();
    closers.close();

    assertThat(closed).containsExactly("second", "first");
  }

  @Test
  void aFailureStopsNoOther() {
    closers.add(part("first"));
    closers.add(
        () -> {
          throw new IllegalStateException("stuck");
        });

    assertThatThrownBy(closers::close).hasMessageContaining("stuck");
    assertThat(closed).containsExactly("first");
  }

  @Test
  void whatStartsTooLateIsClosedAtOnce() {
    closers.add(part("running"));
    closers.refuse();

    assertThatThrownBy(() -> closers.add(part("late"))).isInstanceOf(IllegalStateException.class);
    assertThat(closed).containsExactly("late");
  }

  private AutoCloseable part(String name) {
    return () -> closed.add(name);
  }
}
