/**
 * A standalone Flink cluster on this machine: a JobManager and TaskManagers as processes that
 * outlive the one that started them, made of the plain jars in the build output.
 *
 * <p>In flow a folder and a size, out flow a REST address and process ids. Knows Flink's command
 * lines and its REST API; knows nothing of the jobs.
 */
package io.dbintel.local.cluster;
