/**
 * The export job: {@code dbintel.metrics} and {@code dbintel.events} to an OTLP/HTTP endpoint. It
 * holds no keyed state and carries all the pain of a slow or dead destination, so that the compute
 * jobs feel none of it. What it cannot read becomes a dead letter.
 */
package io.dbintel.jobs.export;
