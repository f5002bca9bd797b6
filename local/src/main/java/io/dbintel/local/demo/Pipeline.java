package io.dbintel.local.demo;

import io.dbintel.jobs.export.ExportOtlpJob;
import io.dbintel.jobs.kafka.KafkaOptions;
import io.dbintel.jobs.runtime.JobEnvironment;
import io.dbintel.jobs.runtime.JobSettings;
import io.dbintel.jobs.statements.StatementsTopology;
import io.dbintel.local.flink.EmbeddedFlink;
import io.dbintel.local.flink.FlinkJob;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Both jobs on one embedded cluster.
 *
 * @param statements polls to deltas, metrics and events
 * @param export metrics and events to OTLP
 */
record Pipeline(FlinkJob statements, FlinkJob export) {
  /** Slots of the cluster: one for each job, as both run with parallelism 1. */
  static final int SLOTS = 2;

  /** Consumer group of the statements job. */
  static final String STATEMENTS_GROUP = "dbintel-statements";

  /** Consumer group of the export job, its default. */
  static final String EXPORT_GROUP = "dbintel-export-otlp";

  private static final Duration CHECKPOINTS = Duration.ofSeconds(5);
  private static final Duration START_DEADLINE = Duration.ofSeconds(60);

  /** Submits both and returns when all their tasks run. */
  static Pipeline start(EmbeddedFlink flink, String bootstrapServers, URI otlp, int top) {
    FlinkJob statements =
        submit(
            flink,
            "statements",
            env ->
                StatementsTopology.build(
                    env, KafkaOptions.of(bootstrapServers, STATEMENTS_GROUP), top));
    FlinkJob export =
        submit(
            flink,
            "export-otlp",
            env ->
                ExportOtlpJob.define(
                    env, "--bootstrap-servers=" + bootstrapServers, "--endpoint=" + otlp));
    statements.awaitRunning(START_DEADLINE);
    export.awaitRunning(START_DEADLINE);
    return new Pipeline(statements, export);
  }

  List<FlinkJob> jobs() {
    return List.of(statements, export);
  }

  private static FlinkJob submit(
      EmbeddedFlink flink, String name, Consumer<StreamExecutionEnvironment> topology) {
    Configuration configuration = flink.configuration();
    configuration.addAll(JobEnvironment.configuration(new JobSettings(name, 1, CHECKPOINTS, null)));
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setMaxParallelism(JobEnvironment.MAX_PARALLELISM);
    env.setParallelism(1);
    topology.accept(env);
    return flink.submit(env.getStreamGraph());
  }
}
