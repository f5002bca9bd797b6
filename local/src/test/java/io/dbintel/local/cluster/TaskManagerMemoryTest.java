package io.dbintel.local.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskManagerMemoryTest {
  @ParameterizedTest
  @ValueSource(ints = {640, 1024, 1700, 8192})
  void thePartsSumUpToTheProcess(int megabytes) {
    TaskManagerMemory memory = TaskManagerMemory.of(megabytes);

    assertThat(memory.total()).isEqualTo(megabytes);
    assertThat(memory.taskHeap()).isGreaterThan(30);
    assertThat(memory.flinkOptions())
        .contains("taskmanager.memory.managed.size=%dm".formatted(memory.managed()));
  }

  @Test
  void aProcessTooSmallIsRefused() {
    assertThatThrownBy(() -> new ClusterSize(1, 1, 512, 0))
        .hasMessage("processMegabytes 512: must be at least 640");
  }
}
