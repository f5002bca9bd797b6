package io.dbintel.local.cluster;

import io.dbintel.local.BuildOutput;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts one JVM of the cluster, detached from the terminal and from this process. */
final class FlinkProcess {
  private static final String JOB_MANAGER_CLASS =
      "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint";
  private static final String TASK_MANAGER_CLASS =
      "org.apache.flink.runtime.taskexecutor.TaskManagerRunner";
  private static final List<String> JOB_MANAGER_JVM =
      List.of("-Xmx384m", "-XX:MaxMetaspaceSize=192m");

  private FlinkProcess() {}

  static ProcessHandle startJobManager(ClusterFiles files) {
    return start(files, ClusterState.JOB_MANAGER, JOB_MANAGER_JVM, JOB_MANAGER_CLASS, List.of());
  }

  /** The name is also the TaskManager's id in the REST API. */
  static ProcessHandle startTaskManager(
      ClusterFiles files, String name, int slots, int processMegabytes, List<String> jvmOptions) {
    TaskManagerMemory memory = TaskManagerMemory.of(processMegabytes);
    List<String> options = new ArrayList<>(memory.flinkOptions());
    options.add("taskmanager.cpu.cores=" + slots + ".0");
    options.add("taskmanager.resource-id=" + name);
    List<String> jvm = new ArrayList<>(memory.jvmOptions());
    jvm.addAll(jvmOptions);
    return start(files, name, jvm, TASK_MANAGER_CLASS, options);
  }

  private static ProcessHandle start(
      ClusterFiles files, String name, List<String> jvm, String mainClass, List<String> options) {
    List<String> command = new ArrayList<>(ownSession());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvm);
    command.addAll(BuildOutput.jvmOpens());
    command.add("-Djava.net.preferIPv4Stack=true");
    command.add("-Dlog.file=" + files.log(name));
    command.add("-Dlog4j.configurationFile=" + files.loggingConfiguration().toUri());
    command.addAll(List.of("-cp", BuildOutput.directory("flink-lib") + File.separator + "*"));
    command.addAll(List.of(mainClass, "--configDir", files.conf().toString()));
    options.forEach(option -> command.addAll(List.of("-D", option)));
    File output = files.output(name).toFile();
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(output)
          .redirectInput(new File("/dev/null"))
          .start()
          .toHandle();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot start the process " + name, e);
    }
  }

  /**
   * Ctrl-C and the end of a terminal reach its session only; where there is no setsid, they reach
   * the cluster too.
   */
  private static List<String> ownSession() {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      Path program = Path.of(folder, "setsid");
      if (Files.isExecutable(program)) {
        return List.of(program.toString());
      }
    }
    return List.of();
  }
}
