package io.dbintel.bench.statements;

import java.time.Duration;

/** CPU time of a process, as the operating system counts it. */
final class ProcessCpu {
  private ProcessCpu() {}

  /** User and system time so far; zero for a process that is gone. */
  static Duration of(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().totalCpuDuration())
        .orElse(Duration.ZERO);
  }
}
