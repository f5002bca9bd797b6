/**
 * A small shop that keeps a PostgreSQL server busy the way applications do.
 *
 * <p>In flow a server and a seed, out flow statements of several roles in several databases, some
 * of which fail. Plain JDBC; knows nothing of how the server is watched.
 */
package io.dbintel.local.workload;
