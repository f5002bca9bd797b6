/**
 * Real PostgreSQL servers of every supported major release as child processes.
 *
 * <p>In flow a major version and server settings, out flows a port and what only the owner of a
 * server can do: restart, crash, stand by, promote. Knows JDBC and the server's own programs; knows
 * nothing of what is stored or measured.
 */
package io.dbintel.local.postgres;
