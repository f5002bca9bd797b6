package io.dbintel.local.cli;

import io.dbintel.local.cluster.ClusterSize;
import io.dbintel.local.cluster.ClusterStatus;
import io.dbintel.local.cluster.LocalCluster;
import java.io.PrintWriter;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cluster}: Flink's JobManager and TaskManagers as processes of this machine. */
@Command(
    name = "cluster",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "start|status|stop",
    description = "A Flink JobManager and TaskManagers as processes on this machine.")
final class ClusterCommand implements Runnable {
  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final long MEBI = 1 << 20;

  @Spec private CommandSpec command;

  @Override
  public void run() {
    throw new ParameterException(command.commandLine(), "Name what to do: start, status or stop");
  }

  @Command(mixinStandardHelpOptions = true, description = "Start a cluster that goes on.")
  int start(
      @Mixin ClusterDirectory directory,
      @Option(names = "--taskmanagers", defaultValue = "1", paramLabel = "N") int taskManagers,
      @Option(names = "--slots", defaultValue = "2", paramLabel = "N") int slots,
      @Option(names = "--memory-mb", defaultValue = "1024", paramLabel = "N") int megabytes,
      @Option(names = "--port", defaultValue = "0", paramLabel = "PORT") int port) {
    ClusterSize size = size(taskManagers, slots, megabytes, port);
    LocalCluster cluster = LocalCluster.start(directory.path(), size);
    print(cluster.status());
    return DONE;
  }

  @Command(mixinStandardHelpOptions = true, description = "Tell how the cluster is.")
  int status(@Mixin ClusterDirectory directory) {
    ClusterStatus status = directory.running().status();
    print(status);
    return status.healthy() ? DONE : FAILED;
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "End its processes; checkpoints and savepoints stay.")
  int stop(@Mixin ClusterDirectory directory) {
    Optional<LocalCluster> cluster = directory.find();
    cluster.ifPresent(LocalCluster::stop);
    out()
        .println(
            (cluster.isPresent() ? "Stopped the cluster in " : "No cluster runs in ")
                + directory.path());
    return DONE;
  }

  private ClusterSize size(int taskManagers, int slots, int megabytes, int port) {
    try {
      return new ClusterSize(taskManagers, slots, megabytes, port);
    } catch (IllegalArgumentException rule) {
      throw new ParameterException(command.commandLine(), rule.getMessage());
    }
  }

  private void print(ClusterStatus status) {
    PrintWriter out = out();
    out.printf("%s  %s%n", status.restUrl(), status.reachable() ? "reachable" : "does not answer");
    for (ClusterStatus.ProcessStatus process : status.processes()) {
      out.printf(
          "  %-14s pid %-8d %s%n",
          process.name(),
          process.pid(),
          process.alive() ? process.residentBytes() / MEBI + " MB" : "gone");
    }
    out.printf(
        "  %d TaskManagers, %d slots (%d free), %d jobs running%n",
        status.registeredTaskManagers(), status.slots(), status.freeSlots(), status.runningJobs());
    out.flush();
  }

  private PrintWriter out() {
    return command.commandLine().getOut();
  }
}
