package io.dbintel.local.cluster;

/**
 * A job as the JobManager sees it.
 *
 * @param state Flink's own word: RUNNING, RESTARTING, FINISHED, …
 * @param completedCheckpoints savepoints included
 * @param restores how often it went back to a checkpoint or savepoint
 */
public record ClusterJob(
    String id, String name, String state, long completedCheckpoints, long restores) {}
