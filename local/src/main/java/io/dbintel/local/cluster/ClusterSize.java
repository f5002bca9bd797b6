package io.dbintel.local.cluster;

/**
 * How large a cluster is.
 *
 * @param restPort port of the REST API and web page on the loopback interface; 0 for any free one
 * @param processMegabytes what one TaskManager process may use in all
 */
public record ClusterSize(int taskManagers, int slotsEach, int processMegabytes, int restPort) {
  private static final int MIN_PROCESS_MEGABYTES = 640;

  /**
   * @throws IllegalArgumentException when a number is out of its range
   */
  public ClusterSize {
    require(taskManagers >= 1, "taskManagers", taskManagers, "must be at least 1");
    require(slotsEach >= 1, "slotsEach", slotsEach, "must be at least 1");
    require(
        processMegabytes >= MIN_PROCESS_MEGABYTES,
        "processMegabytes",
        processMegabytes,
        "must be at least " + MIN_PROCESS_MEGABYTES);
    require(
        restPort >= 0 && restPort <= 65535, "restPort", restPort, "must be between 0 and 65535");
  }

  /** One TaskManager of two slots and 1 GiB, with its page on a free port. */
  public static ClusterSize small() {
    return new ClusterSize(1, 2, 1024, 0);
  }

  private static void require(boolean holds, String name, int value, String rule) {
    if (!holds) {
      throw new IllegalArgumentException("%s %d: %s".formatted(name, value, rule));
    }
  }
}
