package io.dbintel.bench.scrub;

import io.dbintel.udfs.sql.ScrubbedSql;
import io.dbintel.udfs.sql.SqlScrubber;
import io.opentelemetry.instrumentation.api.incubator.semconv.db.SqlQuery;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Normal form and fingerprint of one statement, against the sanitizer of OpenTelemetry. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SqlBenchmark {
  @Param({"short", "orm"})
  public String size;

  private final SqlScrubber scrubber = new SqlScrubber();
  private String sql;

  @Setup
  public void sample() {
    sql = SampleSql.of(size);
  }

  @Benchmark
  public ScrubbedSql dbintel() {
    return scrubber.scrub(sql);
  }

  @Benchmark
  public SqlQuery opentelemetry() throws Throwable {
    return OtelSanitizer.sanitize(sql);
  }
}
