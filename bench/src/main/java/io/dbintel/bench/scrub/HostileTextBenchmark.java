package io.dbintel.bench.scrub;

import io.dbintel.udfs.pii.Detection;
import io.dbintel.udfs.pii.TextRules;
import io.dbintel.udfs.pii.TextScrubber;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Scan of texts made to be slow, in growing sizes: time per character must not grow. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HostileTextBenchmark {
  @Param({"a", "1 ", "a@"})
  public String unit;

  @Param({"4096", "16384", "65536"})
  public int length;

  private final TextScrubber scrubber = new TextScrubber(TextRules.standard());
  private String text;

  @Setup
  public void sample() {
    text = unit.repeat(length / unit.length());
  }

  @Benchmark
  public List<Detection> dbintel() {
    return scrubber.detect("message", text);
  }
}
