package io.dbintel.schemas.envelope;

/**
 * The monitored server, as the collector reaches it.
 *
 * @param address host name or address from the configuration
 * @param port TCP port
 * @param versionNum {@code server_version_num}, for example 170011; 0 when it was never reached
 */
public record Server(String address, int port, int versionNum) {}
