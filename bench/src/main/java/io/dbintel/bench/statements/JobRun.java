package io.dbintel.bench.statements;

import io.dbintel.local.cluster.ClusterJobs;
import java.time.Duration;

/**
 * The steady part of a job's run: from the first poll, which is a baseline and gives no output, to
 * the last row.
 *
 * @param rows counted rows
 * @param elapsed wall time they took
 * @param brokerCpu CPU time of the broker meanwhile
 * @param taskManagerCpu CPU time of the TaskManager meanwhile
 */
record JobRun(long rows, Duration elapsed, Duration brokerCpu, Duration taskManagerCpu) {
  private static final Duration DEADLINE = Duration.ofMinutes(10);
  private static final String ROWS = "dbintel.rows_received";
  private static final long SAMPLE_MILLIS = 250;

  double rowsPerSecond() {
    return rows * 1e9 / elapsed.toNanos();
  }

  double brokerShare() {
    return share(brokerCpu);
  }

  double taskManagerShare() {
    return share(taskManagerCpu);
  }

  private double share(Duration cpu) {
    return (double) cpu.toNanos() / (brokerCpu.toNanos() + taskManagerCpu.toNanos());
  }

  /** Watches a job until it has read {@code total} rows, and measures what follows the baseline. */
  static JobRun watch(
      ClusterJobs jobs, String jobId, long baseline, long total, long brokerPid, long workerPid)
      throws InterruptedException {
    Sample first = null;
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    while (System.nanoTime() < deadline) {
      Sample now = Sample.take(jobs, jobId, brokerPid, workerPid);
      if (first == null && now.rows() >= baseline) {
        first = now;
      }
      if (now.rows() >= total) {
        return now.since(first);
      }
      String state = jobs.state(jobId);
      if (state.equals("FAILED") || state.equals("CANCELED")) {
        throw new IllegalStateException("The job " + state + ": " + jobs.failure(jobId));
      }
      Thread.sleep(SAMPLE_MILLIS);
    }
    throw new IllegalStateException("The job has not read all rows in " + DEADLINE);
  }

  private record Sample(long rows, long nanos, Duration brokerCpu, Duration workerCpu) {
    static Sample take(ClusterJobs jobs, String jobId, long brokerPid, long workerPid) {
      return new Sample(
          (long) jobs.metricSum(jobId, ROWS),
          System.nanoTime(),
          ProcessCpu.of(brokerPid),
          ProcessCpu.of(workerPid));
    }

    JobRun since(Sample first) {
      return new JobRun(
          rows - first.rows,
          Duration.ofNanos(nanos - first.nanos),
          brokerCpu.minus(first.brokerCpu),
          workerCpu.minus(first.workerCpu));
    }
  }
}
