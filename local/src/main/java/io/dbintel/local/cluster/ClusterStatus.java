package io.dbintel.local.cluster;

import java.net.URI;
import java.util.List;

/**
 * What a cluster looks like at this moment.
 *
 * @param reachable whether the REST API answers; if not, the figures that come from it are 0
 * @param registeredTaskManagers as the JobManager sees them; a killed one counts until its
 *     heartbeat is missed
 */
public record ClusterStatus(
    URI restUrl,
    boolean reachable,
    List<ProcessStatus> processes,
    int registeredTaskManagers,
    int slots,
    int freeSlots,
    int runningJobs) {
  public ClusterStatus {
    processes = List.copyOf(processes);
  }

  /** True when the JobManager answers and every process lives. */
  public boolean healthy() {
    return reachable && processes.stream().allMatch(ProcessStatus::alive);
  }

  /**
   * One process of the cluster.
   *
   * @param residentBytes 0 when the process is gone or the system does not tell
   */
  public record ProcessStatus(String name, long pid, boolean alive, long residentBytes) {}
}
