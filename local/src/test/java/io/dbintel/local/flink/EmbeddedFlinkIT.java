package io.dbintel.local.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.local.Await;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.junit.jupiter.api.Test;

class EmbeddedFlinkIT {
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  @Test
  void aJobRunsCheckpointsStopsWithASavepointAndGoesOn() throws Exception {
    Path savepoints;
    try (EmbeddedFlink flink = EmbeddedFlink.start(2)) {
      savepoints = flink.savepoints();
      FlinkJob job = flink.submit(job(flink, n -> n, 2));
      job.awaitRunning(DEADLINE);
      assertThat(Await.within(DEADLINE, () -> job.completedCheckpoints() >= 3)).isTrue();
      assertThat(job.failure()).isEmpty();

      var page = (HttpURLConnection) flink.webUrl().toURL().openConnection();
      assertThat(page.getResponseCode()).isEqualTo(200);

      String savepoint = job.stopWithSavepoint();
      assertThat(job.state()).isEqualTo(JobStatus.FINISHED);

      StreamGraph restored = job(flink, n -> n, 1);
      restored.setSavepointRestoreSettings(SavepointRestoreSettings.forPath(savepoint));
      FlinkJob again = flink.submit(restored);
      again.awaitRunning(DEADLINE);
      again.cancel();
      assertThat(again.state()).isEqualTo(JobStatus.CANCELED);
    }
    assertThat(Files.exists(savepoints)).isFalse();
  }

  @Test
  void aFailedJobTellsItsReason() {
    try (EmbeddedFlink flink = EmbeddedFlink.start(1)) {
      FlinkJob job = flink.submit(job(flink, EmbeddedFlinkIT::refuse, 1));

      assertThat(job.awaitEnd(DEADLINE)).isEqualTo(JobStatus.FAILED);
      assertThat(job.failure())
          .hasValueSatisfying(text -> assertThat(text).contains("seven is refused"));
    }
  }

  private static Long refuse(Long number) {
    if (number == 7) {
      throw new IllegalArgumentException("seven is refused");
    }
    return number;
  }

  private static StreamGraph job(
      EmbeddedFlink flink, MapFunction<Long, Long> step, int parallelism) {
    Configuration settings = flink.configuration();
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(settings);
    environment.setParallelism(parallelism);
    environment.enableCheckpointing(100);
    GeneratorFunction<Long, Long> same = n -> n;
    environment
        .fromSource(
            new DataGeneratorSource<>(
                same, Long.MAX_VALUE, RateLimiterStrategy.perSecond(200), Types.LONG),
            WatermarkStrategy.noWatermarks(),
            "numbers")
        .uid("numbers")
        .map(step)
        .returns(Types.LONG)
        .uid("step")
        .keyBy(n -> n % 10)
        .reduce(Long::sum)
        .uid("sums")
        .sinkTo(new DiscardingSink<>())
        .uid("nothing");
    return environment.getStreamGraph();
  }
}
