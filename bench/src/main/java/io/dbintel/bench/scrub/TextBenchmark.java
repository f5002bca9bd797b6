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
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Scan for personal data, against the same detectors as regular expressions. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TextBenchmark {
  private final TextScrubber scrubber = new TextScrubber(TextRules.standard());
  private final String document = SampleText.document();

  @Benchmark
  public List<Detection> dbintel() {
    return scrubber.detect("message", document);
  }

  @Benchmark
  public int regex() {
    return RegexDetectors.hits(document);
  }
}
