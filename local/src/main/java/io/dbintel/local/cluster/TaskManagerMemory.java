package io.dbintel.local.cluster;

import java.util.List;

/**
 * The parts of a TaskManager's memory in MiB. They sum up to the process; Flink's own start
 * scripts, which are not in its jars, would compute them.
 */
record TaskManagerMemory(int taskHeap, int managed, int overhead) {
  private static final int METASPACE = 160;
  private static final int FRAMEWORK_HEAP = 64;
  private static final int FRAMEWORK_OFF_HEAP = 64;
  private static final int NETWORK = 64;
  private static final int MIN_OVERHEAD = 96;
  private static final double OVERHEAD_SHARE = 0.1;
  private static final double MANAGED_SHARE = 0.4;

  static TaskManagerMemory of(int processMegabytes) {
    int overhead = Math.max(MIN_OVERHEAD, (int) (processMegabytes * OVERHEAD_SHARE));
    int flink = processMegabytes - METASPACE - overhead;
    int managed = (int) (flink * MANAGED_SHARE);
    return new TaskManagerMemory(
        flink - managed - FRAMEWORK_HEAP - FRAMEWORK_OFF_HEAP - NETWORK, managed, overhead);
  }

  int total() {
    return taskHeap
        + managed
        + overhead
        + METASPACE
        + FRAMEWORK_HEAP
        + FRAMEWORK_OFF_HEAP
        + NETWORK;
  }

  List<String> jvmOptions() {
    int heap = FRAMEWORK_HEAP + taskHeap;
    return List.of(
        "-Xms%dm".formatted(heap / 2),
        "-Xmx%dm".formatted(heap),
        "-XX:MaxDirectMemorySize=%dm".formatted(FRAMEWORK_OFF_HEAP + NETWORK),
        "-XX:MaxMetaspaceSize=%dm".formatted(METASPACE));
  }

  List<String> flinkOptions() {
    return List.of(
        option("framework.heap.size", FRAMEWORK_HEAP),
        option("framework.off-heap.size", FRAMEWORK_OFF_HEAP),
        option("task.heap.size", taskHeap),
        option("task.off-heap.size", 0),
        option("managed.size", managed),
        option("network.min", NETWORK),
        option("network.max", NETWORK),
        option("jvm-metaspace.size", METASPACE),
        option("jvm-overhead.min", overhead),
        option("jvm-overhead.max", overhead));
  }

  private static String option(String name, int megabytes) {
    return "taskmanager.memory.%s=%dm".formatted(name, megabytes);
  }
}
