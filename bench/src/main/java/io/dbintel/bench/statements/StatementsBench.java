package io.dbintel.bench.statements;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dbintel.local.BuildOutput;
import io.dbintel.local.TemporaryFolder;
import io.dbintel.local.cluster.ClusterJobs;
import io.dbintel.local.cluster.ClusterSize;
import io.dbintel.local.cluster.LocalCluster;
import io.dbintel.local.cluster.ProcessMemory;
import io.dbintel.local.kafka.KafkaProcess;
import io.dbintel.schemas.json.Json;
import io.dbintel.schemas.topic.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Rows a second of the statements job: a broker, a JobManager and a TaskManager in processes of
 * their own, RocksDB, checkpoints every 10 s, all outputs written. In the same run, reading and
 * decoding alone.
 */
@Command(
    name = "statements",
    mixinStandardHelpOptions = true,
    description = "Throughput of the statements job, and of decoding alone.")
public final class StatementsBench implements Callable<Integer> {
  private static final int MEGA = 1 << 20;
  private static final int BROKER_HEAP_MEGABYTES = 512;

  @Spec private CommandSpec command;

  @Option(names = "--instances", defaultValue = "100", description = "default: ${DEFAULT-VALUE}")
  private int instances;

  @Option(
      names = "--statements",
      defaultValue = "5000",
      description = "rows of each instance; default: ${DEFAULT-VALUE}")
  private int statements;

  @Option(
      names = "--polls",
      defaultValue = "18",
      description = "polls of each instance; default: ${DEFAULT-VALUE}")
  private int polls;

  @Option(
      names = "--warm-up",
      defaultValue = "10",
      description =
          "polls before the measurement, until the JVM has compiled; the first is a baseline without output; default: ${DEFAULT-VALUE}")
  private int warmUp;

  @Option(names = "--parallelism", defaultValue = "2", description = "default: ${DEFAULT-VALUE}")
  private int parallelism;

  @Option(
      names = "--taskmanager-mb",
      defaultValue = "1024",
      description = "memory of the TaskManager process; default: ${DEFAULT-VALUE}")
  private int taskManagerMegabytes;

  @Option(
      names = "--recordings",
      paramLabel = "DIR",
      description = "keep the flight recordings of the TaskManagers here")
  private Path recordings;

  @Override
  public Integer call() throws Exception {
    if (warmUp < 1 || warmUp >= polls) {
      throw new ParameterException(
          command.commandLine(),
          "Invalid value " + warmUp + " for --warm-up: must be at least 1 and less than --polls");
    }
    SyntheticFleet fleet = new SyntheticFleet(statements);
    try (KafkaProcess broker = KafkaProcess.start(BROKER_HEAP_MEGABYTES, Map.of());
        TemporaryFolder folder = TemporaryFolder.create("bench")) {
      System.err.printf(
          "Writing %d polls of %d instances x %d statements%n", polls, instances, statements);
      FleetInKafka.createTopics(broker.clients());
      long bytes = FleetInKafka.fill(broker.bootstrapServers(), fleet, instances, polls);
      System.err.printf("  %,d MB of JSON%n", bytes / MEGA);
      Path clusters = folder.path();
      Measured decode = measure(broker, clusters.resolve("decode"), "decode-only", List.of());
      Measured job = measure(broker, clusters.resolve("job"), "statements", List.of());
      Path recording = recording(clusters);
      measure(
          broker,
          clusters.resolve("profile"),
          "statements",
          TaskManagerProfile.jvmOptions(recording));
      printProfile(recording);
      print(fleet, broker, decode, job);
    }
    return 0;
  }

  private Path recording(Path folder) throws IOException {
    Path keep = recordings == null ? folder : Files.createDirectories(recordings);
    return keep.toAbsolutePath().resolve("statements.jfr");
  }

  private record Measured(JobRun run, long peakBytes, List<ThreadCpu.Share> threads) {}

  /** A fresh cluster for each, so that one's memory and caches do not help the other. */
  private Measured measure(
      KafkaProcess broker, Path folder, String job, List<String> taskManagerJvmOptions)
      throws InterruptedException {
    System.err.println(
        "Running " + job + (taskManagerJvmOptions.isEmpty() ? "" : " for a profile"));
    JobRun run;
    long peak;
    List<ThreadCpu.Share> threads;
    try (LocalCluster cluster =
        LocalCluster.start(
            folder,
            new ClusterSize(1, parallelism, taskManagerMegabytes, 0),
            taskManagerJvmOptions)) {
      Runtime.getRuntime().addShutdownHook(new Thread(cluster::stop));
      ClusterJobs jobs = new ClusterJobs(cluster.restUrl());
      String id =
          cluster
              .commandLine()
              .submit(
                  BuildOutput.jobsJar(),
                  parallelism,
                  List.of(
                      job,
                      "--bootstrap-servers",
                      broker.bootstrapServers(),
                      "--from",
                      "earliest",
                      "--checkpoint-interval",
                      "10s"));
      long poll = (long) instances * statements;
      long worker = cluster.taskManagerPids().get(0);
      run = JobRun.watch(jobs, id, poll * warmUp, poll * polls, broker.process().pid(), worker);
      threads = ThreadCpu.of(worker);
      peak = ProcessMemory.peakResidentBytes(worker);
      jobs.cancel(id);
    }
    return new Measured(run, peak, threads);
  }

  private static void printProfile(Path recording) throws IOException {
    System.out.println("where the job's Java time goes, in a run of its own:");
    TaskManagerProfile.read(recording)
        .forEach(part -> System.out.printf("  %4.0f %%  %s%n", part.share() * 100, part.work()));
  }

  private void print(SyntheticFleet fleet, KafkaProcess broker, Measured decode, Measured job)
      throws IOException {
    double share = job.run().rowsPerSecond() / decode.run().rowsPerSecond();
    print("decode only", decode);
    print("statements job", job);
    System.out.printf("share of decode only: %.0f %%%n", share * 100);
    for (Topic topic : List.of(Topic.STATEMENT_INTERVALS, Topic.METRICS, Topic.EVENTS)) {
      System.out.printf(
          "%-32s %,d records%n", topic.topicName(), broker.clients().endOffset(topic.topicName()));
    }
    System.out.println("CPU time of the job's TaskManager, by threads:");
    job.threads()
        .forEach(part -> System.out.printf("  %4.0f %%  %s%n", part.share() * 100, part.group()));
    ObjectNode json = Json.mapper().createObjectNode();
    json.put("rows_per_s", Math.round(job.run().rowsPerSecond()));
    json.put("counters_per_s", Math.round(job.run().rowsPerSecond() * fleet.counters()));
    json.put("decode_only_rows_per_s", Math.round(decode.run().rowsPerSecond()));
    json.put("share_of_decode", Math.round(share * 1000) / 1000.0);
    json.put("broker_cpu_share", Math.round(job.run().brokerShare() * 1000) / 1000.0);
    json.put("peak_rss_mb", job.peakBytes() / MEGA);
    System.out.println(Json.mapper().writeValueAsString(json));
  }

  private static void print(String name, Measured measured) {
    JobRun run = measured.run();
    System.out.printf(
        "%-15s %,10.0f rows/s  (%,d rows in %.1f s; CPU: TaskManager %.0f %%, broker %.0f %%; peak RSS %d MB)%n",
        name,
        run.rowsPerSecond(),
        run.rows(),
        run.elapsed().toMillis() / 1e3,
        run.taskManagerShare() * 100,
        run.brokerShare() * 100,
        measured.peakBytes() / MEGA);
  }
}
