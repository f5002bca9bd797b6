/**
 * What a target has: version, extensions, settings, grants, role in replication, managed service.
 * In: answers of the server. Out: a profile that other signals choose their queries by, and records
 * of dbintel.capabilities. Knows no other signal.
 */
package io.dbintel.ingest.capabilities;
