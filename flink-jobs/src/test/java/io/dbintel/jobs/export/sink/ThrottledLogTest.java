package io.dbintel.jobs.export.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ThrottledLogTest {
  @Test
  void logsOncePerIntervalAndSaysHowOftenItDidNot() {
    List<String> lines = new ArrayList<>();
    AtomicLong now = new AtomicLong();
    ThrottledLog log =
        new ThrottledLog(
            line -> lines.add("E " + line),
            line -> lines.add("W " + line),
            Duration.ofNanos(10),
            now::get);

    log.warn("one");
    log.warn("two");
    now.set(9);
    log.error("three");
    now.set(10);
    log.error("four");
    now.set(20);
    log.warn("five");

    assertThat(lines).containsExactly("W one", "E four (and 2 more like it)", "W five");
  }
}
