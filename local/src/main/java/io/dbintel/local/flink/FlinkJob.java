package io.dbintel.local.flink;

import io.dbintel.local.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.CheckpointStatsSnapshot;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;

/** A job that {@link EmbeddedFlink} was given. */
public final class FlinkJob {
  private final MiniCluster cluster;
  private final JobID id;
  private final String name;
  private final Path savepoints;

  FlinkJob(MiniCluster cluster, JobID id, String name, Path savepoints) {
    this.cluster = cluster;
    this.id = id;
    this.name = name;
    this.savepoints = savepoints;
  }

  public JobID id() {
    return id;
  }

  public String name() {
    return name;
  }

  public JobStatus state() {
    return EmbeddedFlink.await(cluster.getJobStatus(id), "tell the state of " + name);
  }

  public long completedCheckpoints() {
    CheckpointStatsSnapshot checkpoints = graph().getCheckpointStatsSnapshot();
    return checkpoints == null ? 0 : checkpoints.getCounts().getNumberOfCompletedCheckpoints();
  }

  /** The last failure with its stack trace, also of a job that was restarted after it. */
  public Optional<String> failure() {
    return Optional.ofNullable(graph().getFailureInfo()).map(error -> error.getExceptionAsString());
  }

  /** Takes a checkpoint now and returns when it is complete. */
  public void checkpoint() {
    EmbeddedFlink.await(
        cluster.triggerCheckpoint(id, CheckpointType.CONFIGURED), "take a checkpoint of " + name);
  }

  /** Returns when every task of the job runs. */
  public void awaitRunning(Duration deadline) {
    Await.orFail(
        deadline,
        () -> {
          JobStatus state = state();
          if (state.isGloballyTerminalState()) {
            throw new IllegalStateException(
                "Job %s is %s: %s".formatted(name, state, failure().orElse("no failure")));
          }
          return state == JobStatus.RUNNING && allTasksRun();
        },
        () -> "job %s is %s: %s".formatted(name, state(), failure().orElse("no failure")));
  }

  /** Returns the final state once the job has ended. */
  public JobStatus awaitEnd(Duration deadline) {
    Await.orFail(
        deadline,
        () -> state().isGloballyTerminalState(),
        () -> "job %s is %s".formatted(name, state()));
    return state();
  }

  /** Cancels the job and returns when it has ended. */
  public void cancel() {
    EmbeddedFlink.await(cluster.cancelJob(id), "cancel " + name);
    EmbeddedFlink.await(cluster.requestJobResult(id), "end " + name);
  }

  /** Ends the job with a savepoint and returns its address. */
  public String stopWithSavepoint() {
    String address =
        EmbeddedFlink.await(
            cluster.stopWithSavepoint(
                id, savepoints.toUri().toString(), false, SavepointFormatType.CANONICAL),
            "stop " + name + " with a savepoint");
    EmbeddedFlink.await(cluster.requestJobResult(id), "end " + name);
    return address;
  }

  private boolean allTasksRun() {
    for (var vertex : graph().getAllExecutionVertices()) {
      switch (vertex.getExecutionState()) {
        case RUNNING, FINISHED -> {}
        default -> {
          return false;
        }
      }
    }
    return true;
  }

  private AccessExecutionGraph graph() {
    return EmbeddedFlink.await(cluster.getExecutionGraph(id), "show " + name);
  }
}
