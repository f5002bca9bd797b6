package io.dbintel.jobs.runtime;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The one place that says how all jobs keep state, checkpoint and restart. */
public final class JobEnvironment {
  /** Fixed for the life of a job: state is cut into so many key groups. */
  public static final int MAX_PARALLELISM = 128;

  private JobEnvironment() {}

  /** An environment on the cluster that runs this program. */
  public static StreamExecutionEnvironment create(JobSettings settings) {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration(settings));
    env.setMaxParallelism(MAX_PARALLELISM);
    if (settings.parallelism() != null) {
      env.setParallelism(settings.parallelism());
    }
    return env;
  }

  /** The settings as Flink configuration, for environments made elsewhere. */
  public static Configuration configuration(JobSettings settings) {
    Configuration flink = new Configuration();
    flink.setString("pipeline.name", settings.name());
    flink.setString("pipeline.generic-types", "false");
    flink.setString("pipeline.object-reuse", "true");
    flink.setString("state.backend.type", "rocksdb");
    flink.setString("state.backend.rocksdb.compression.per.level", "LZ4_COMPRESSION");
    flink.setString("state.backend.rocksdb.use-bloom-filter", "true");
    flink.setString("execution.checkpointing.incremental", "true");
    flink.setString(
        "execution.checkpointing.interval", settings.checkpointInterval().toMillis() + " ms");
    flink.setString(
        "execution.checkpointing.min-pause", settings.checkpointInterval().toMillis() / 2 + " ms");
    flink.setString("execution.checkpointing.tolerable-failed-checkpoints", "10");
    flink.setString(
        "execution.checkpointing.externalized-checkpoint-retention", "RETAIN_ON_CANCELLATION");
    flink.setString("restart-strategy.type", "exponential-delay");
    flink.setString("restart-strategy.exponential-delay.initial-backoff", "1 s");
    flink.setString("restart-strategy.exponential-delay.max-backoff", "1 min");
    if (settings.checkpointDir() != null) {
      flink.setString("execution.checkpointing.dir", settings.checkpointDir());
    }
    return flink;
  }
}
