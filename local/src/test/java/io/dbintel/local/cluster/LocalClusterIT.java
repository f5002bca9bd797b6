package io.dbintel.local.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbintel.local.Await;
import io.dbintel.local.BuildOutput;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalClusterIT {
  @TempDir Path directory;

  @Test
  void startsReplacesAKilledTaskManagerAndLeavesNoProcess() {
    List<Long> pids = new ArrayList<>();
    LocalCluster cluster = LocalCluster.start(directory, new ClusterSize(2, 2, 1024, 0));
    try {
      pids.add(cluster.jobManagerPid());
      pids.addAll(cluster.taskManagerPids());
      ClusterStatus status = cluster.status();
      assertThat(status.healthy()).isTrue();
      assertThat(status.slots()).isEqualTo(4);
      assertThat(status.freeSlots()).isEqualTo(4);
      assertThat(status.processes()).hasSize(3).allMatch(each -> each.residentBytes() > 50_000_000);
      assertThat(ProcessMemory.peakResidentBytes(pids.get(1))).isLessThan(1024L << 20);
      assertThatThrownBy(() -> LocalCluster.start(directory, ClusterSize.small()))
          .hasMessageContaining("stop it first");

      cluster.killTaskManager(0);
      assertThat(ProcessHandle.of(pids.get(1)).filter(ProcessHandle::isAlive)).isEmpty();
      LocalCluster attached = LocalCluster.attach(directory).orElseThrow();
      attached.startTaskManager();
      pids.addAll(attached.taskManagerPids());
      assertThat(attached.taskManagerPids()).hasSize(2).doesNotContain(pids.get(1));
      assertThat(
              Await.within(
                  Duration.ofSeconds(40),
                  () ->
                      attached.status().registeredTaskManagers() == 2
                          && attached.status().slots() == 4))
          .isTrue();
      cluster = attached;
    } finally {
      cluster.stop();
    }
    assertThat(pids)
        .hasSize(5)
        .allMatch(pid -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
    assertThat(LocalCluster.attach(directory)).isEmpty();
    assertThat(directory.resolve("log/jobmanager.log")).isNotEmptyFile();
  }

  @Test
  void aTakenPortIsNamed() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      ClusterSize size = new ClusterSize(1, 1, 1024, taken.getLocalPort());
      assertThatThrownBy(() -> LocalCluster.start(directory, size))
          .hasMessageContaining("jobmanager")
          .hasMessageContaining(Integer.toString(taken.getLocalPort()));
    }
    assertThat(LocalCluster.attach(directory)).isEmpty();
  }

  @Test
  void theClasspathIsFlinkAndNothingElse() throws IOException {
    try (Stream<Path> jars = Files.list(BuildOutput.directory("flink-lib"))) {
      List<String> names = jars.map(jar -> jar.getFileName().toString()).toList();
      assertThat(names).anyMatch(name -> name.startsWith("flink-runtime-web"));
      assertThat(names).anyMatch(name -> name.startsWith("flink-statebackend-rocksdb"));
      assertThat(names).anyMatch(name -> name.startsWith("log4j-core"));
      assertThat(names)
          .noneMatch(
              name ->
                  name.matches(
                      "(dbintel|kafka|flink-connector-(kafka|base)|protobuf|postgresql).*"));
    }
  }
}
