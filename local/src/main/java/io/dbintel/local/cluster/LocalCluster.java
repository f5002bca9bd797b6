package io.dbintel.local.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.dbintel.local.Await;
import io.dbintel.local.FreePort;
import io.dbintel.local.cluster.ClusterState.Member;
import io.dbintel.local.cluster.ClusterStatus.ProcessStatus;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * A JobManager and TaskManagers as processes of this machine, known by a folder. They go on when
 * the process that started them ends; {@link #attach} finds them again, {@link #stop()} ends them.
 */
public final class LocalCluster implements AutoCloseable {
  private static final Duration START_DEADLINE = Duration.ofSeconds(90);
  private static final Duration STOP_DEADLINE = Duration.ofSeconds(20);
  private static final int SHOWN_LOG = 3000;

  private final ClusterFiles files;
  private final URI restUrl;
  private final RestApi api;
  private ClusterState state;

  private LocalCluster(ClusterFiles files, ClusterState state) {
    this.files = files;
    this.state = state;
    this.restUrl = URI.create("http://127.0.0.1:" + state.restPort());
    this.api = new RestApi(restUrl);
  }

  /**
   * Starts a cluster and returns when all its slots are registered.
   *
   * @param directory made when missing; it keeps logs, checkpoints and savepoints after the cluster
   *     is stopped
   * @throws IllegalStateException when one runs there already, or a process does not come up (with
   *     the end of its log)
   */
  public static LocalCluster start(Path directory, ClusterSize size) {
    return start(directory, size, List.of());
  }

  /**
   * Starts a cluster whose first TaskManagers have these JVM options besides their own.
   *
   * @throws IllegalStateException as {@link #start(Path, ClusterSize)} does
   */
  public static LocalCluster start(
      Path directory, ClusterSize size, List<String> taskManagerJvmOptions) {
    ClusterFiles files = new ClusterFiles(directory.toAbsolutePath().normalize());
    attach(directory)
        .ifPresent(
            running -> {
              throw new IllegalStateException(
                  "A cluster runs in %s at %s: stop it first"
                      .formatted(directory, running.restUrl()));
            });
    int restPort = size.restPort() == 0 ? FreePort.find() : size.restPort();
    files.prepare(FreePort.find(), restPort, size.slotsEach());
    Member jobManager = Member.of(ClusterState.JOB_MANAGER, FlinkProcess.startJobManager(files));
    LocalCluster cluster =
        new LocalCluster(
            files,
            new ClusterState(
                restPort, size.slotsEach(), size.processMegabytes(), 0, List.of(jobManager)));
    try {
      cluster.state.write(files.state());
      cluster.awaitUp(jobManager, () -> cluster.api.overview().isPresent());
      List<String> names = cluster.launch(size.taskManagers(), taskManagerJvmOptions);
      names.forEach(cluster::awaitRegistration);
      return cluster;
    } catch (RuntimeException e) {
      cluster.stop();
      throw e;
    }
  }

  /** The cluster that runs in a folder, if any of its processes is alive. */
  public static Optional<LocalCluster> attach(Path directory) {
    ClusterFiles files = new ClusterFiles(directory.toAbsolutePath().normalize());
    return ClusterState.read(files.state())
        .filter(state -> state.members().stream().anyMatch(member -> member.process().isPresent()))
        .map(state -> new LocalCluster(files, state));
  }

  public URI restUrl() {
    return restUrl;
  }

  /** The folder with {@code config.yaml}, for Flink's command line client. */
  public Path configuration() {
    return files.conf();
  }

  public Path savepoints() {
    return files.savepoints();
  }

  public long jobManagerPid() {
    return state.member(ClusterState.JOB_MANAGER).pid();
  }

  /** Process ids of the TaskManagers, oldest first. */
  public List<Long> taskManagerPids() {
    return taskManagers().stream().map(Member::pid).toList();
  }

  public ClusterStatus status() {
    List<ProcessStatus> processes =
        state.members().stream()
            .map(
                member ->
                    new ProcessStatus(
                        member.name(),
                        member.pid(),
                        member.process().isPresent(),
                        member
                            .process()
                            .map(ProcessHandle::pid)
                            .map(ProcessMemory::residentBytes)
                            .orElse(0L)))
            .toList();
    Optional<JsonNode> overview = api.overview();
    return new ClusterStatus(
        restUrl,
        overview.isPresent(),
        processes,
        figure(overview, "taskmanagers"),
        figure(overview, "slots-total"),
        figure(overview, "slots-available"),
        figure(overview, "jobs-running"));
  }

  /** A job by its id; empty when the JobManager does not know it or does not answer. */
  public Optional<ClusterJob> job(String id) {
    return api.job(id);
  }

  /** Flink's command line client for this cluster. */
  public FlinkCommandLine commandLine() {
    return new FlinkCommandLine(files.conf());
  }

  /**
   * Ends a TaskManager with SIGKILL and forgets it.
   *
   * @param index into {@link #taskManagerPids()}
   */
  public void killTaskManager(int index) {
    Member victim = taskManagers().get(index);
    victim.process().ifPresent(process -> end(process, true));
    remember(state.without(victim));
  }

  /** Starts one more TaskManager and returns when its slots are registered. */
  public void startTaskManager() {
    launch(1, List.of()).forEach(this::awaitRegistration);
  }

  /**
   * Ends all processes, by SIGKILL what does not end by itself; logs, checkpoints and savepoints
   * stay.
   */
  public void stop() {
    for (Member member : taskManagers()) {
      member.process().ifPresent(process -> end(process, false));
    }
    state.member(ClusterState.JOB_MANAGER).process().ifPresent(process -> end(process, false));
    files.forgetProcesses();
  }

  @Override
  public void close() {
    stop();
  }

  private List<Member> taskManagers() {
    return state.members().stream()
        .filter(member -> !member.name().equals(ClusterState.JOB_MANAGER))
        .toList();
  }

  /** Starts all before it waits for any. */
  private List<String> launch(int count, List<String> jvmOptions) {
    int first = state.lastTaskManager() + 1;
    for (int number = first; number < first + count; number++) {
      String name = "taskmanager-" + number;
      ProcessHandle process =
          FlinkProcess.startTaskManager(
              files, name, state.slotsEach(), state.processMegabytes(), jvmOptions);
      remember(state.with(Member.of(name, process), number));
    }
    return IntStream.range(first, first + count)
        .mapToObj(number -> "taskmanager-" + number)
        .toList();
  }

  private void remember(ClusterState next) {
    state = next;
    state.write(files.state());
  }

  private void awaitRegistration(String name) {
    awaitUp(state.member(name), () -> api.hasTaskManager(name, state.slotsEach()));
  }

  private void awaitUp(Member member, BooleanSupplier up) {
    boolean settled =
        Await.within(START_DEADLINE, () -> up.getAsBoolean() || member.process().isEmpty());
    boolean ended = member.process().isEmpty();
    if (ended || !settled) {
      throw new IllegalStateException(
          "The process %s %s: %s"
              .formatted(
                  member.name(),
                  ended ? "ended" : "is not ready after %d s".formatted(START_DEADLINE.toSeconds()),
                  endOfLog(member.name())));
    }
  }

  private String endOfLog(String name) {
    try {
      String output = Files.exists(files.output(name)) ? Files.readString(files.output(name)) : "";
      String log = Files.exists(files.log(name)) ? Files.readString(files.log(name)) : "";
      String all = log + output;
      return all.substring(Math.max(0, all.length() - SHOWN_LOG));
    } catch (IOException e) {
      return "its log cannot be read: " + e.getMessage();
    }
  }

  private static void end(ProcessHandle process, boolean atOnce) {
    try {
      if (atOnce) {
        process.destroyForcibly();
      } else {
        process.destroy();
      }
      process.onExit().get(STOP_DEADLINE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      process.destroyForcibly();
      process.onExit().join();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    } catch (ExecutionException | CancellationException e) {
      throw new IllegalStateException("Cannot wait for the end of process " + process.pid(), e);
    }
  }

  private static int figure(Optional<JsonNode> overview, String name) {
    return overview.map(node -> node.path(name).asInt()).orElse(0);
  }
}
