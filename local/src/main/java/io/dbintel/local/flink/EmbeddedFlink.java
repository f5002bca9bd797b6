package io.dbintel.local.flink;

import io.dbintel.local.TemporaryFolder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.graph.ExecutionPlan;

/**
 * A Flink cluster in this process, with its web page on the loopback interface and RocksDB state.
 * It keeps checkpoints in a temporary folder that {@link #close()} deletes.
 */
public final class EmbeddedFlink implements AutoCloseable {
  private static final MemorySize NETWORK = MemorySize.ofMebiBytes(64);
  private static final MemorySize MANAGED = MemorySize.ofMebiBytes(128);
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private final TemporaryFolder folder;
  private final Configuration configuration;
  private final MiniCluster cluster;

  private EmbeddedFlink(TemporaryFolder folder, Configuration configuration, MiniCluster cluster) {
    this.folder = folder;
    this.configuration = configuration;
    this.cluster = cluster;
  }

  /** Starts one TaskManager with this number of slots and the web page on a free port. */
  public static EmbeddedFlink start(int slots) {
    return start(slots, 0);
  }

  /**
   * Starts one TaskManager with this number of slots.
   *
   * @param webPort port of the web page; 0 for any free one
   */
  public static EmbeddedFlink start(int slots, int webPort) {
    TemporaryFolder.clearAway("flink", abandoned -> {});
    TemporaryFolder folder = TemporaryFolder.create("flink");
    Configuration configuration = configuration(folder, webPort);
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .setCommonBindAddress("127.0.0.1")
                .build());
    EmbeddedFlink flink = new EmbeddedFlink(folder, configuration, cluster);
    try {
      cluster.start();
      return flink;
    } catch (Exception e) {
      flink.close();
      throw new IllegalStateException(
          "Flink with its web page on port %d does not start: %s"
              .formatted(webPort, e.getMessage()),
          e);
    }
  }

  /**
   * The settings of the cluster: a job's environment is made from a copy, so that it finds the same
   * folders.
   */
  public Configuration configuration() {
    return new Configuration(configuration);
  }

  /** Where the web page and the REST API answer. */
  public URI webUrl() {
    return await(cluster.getRestAddress(), "tell its REST address");
  }

  /** Where savepoints go by default. */
  public Path savepoints() {
    return folder.directory("savepoints");
  }

  /** Submits a StreamGraph or JobGraph; returns when the cluster has taken it, not when it runs. */
  public FlinkJob submit(ExecutionPlan plan) {
    await(cluster.submitJob(plan), "take the job " + plan.getName());
    return new FlinkJob(cluster, plan.getJobID(), plan.getName(), savepoints());
  }

  @Override
  public void close() {
    try {
      await(cluster.closeAsync(), "stop");
    } finally {
      folder.close();
    }
  }

  static <T> T await(CompletableFuture<T> future, String action) {
    try {
      return future.get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "Flink does not %s: %s".formatted(action, e.getCause().getMessage()), e.getCause());
    } catch (TimeoutException e) {
      throw new IllegalStateException(
          "Flink does not %s within %d s".formatted(action, DEADLINE.toSeconds()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while Flink was to " + action, e);
    }
  }

  private static Configuration configuration(TemporaryFolder folder, int webPort) {
    Configuration settings = new Configuration();
    settings.set(RestOptions.ADDRESS, "127.0.0.1");
    settings.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
    settings.set(RestOptions.PORT, webPort);
    settings.set(RestOptions.BIND_PORT, Integer.toString(webPort));
    settings.set(WebOptions.SUBMIT_ENABLE, false);
    settings.set(CoreOptions.TMP_DIRS, folder.directory("tmp").toString());
    settings.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    settings.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    settings.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        folder.directory("checkpoints").toUri().toString());
    settings.set(
        CheckpointingOptions.SAVEPOINT_DIRECTORY,
        folder.directory("savepoints").toUri().toString());
    settings.set(TaskManagerOptions.NETWORK_MEMORY_MIN, NETWORK);
    settings.set(TaskManagerOptions.NETWORK_MEMORY_MAX, NETWORK);
    settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MANAGED);
    return settings;
  }
}
