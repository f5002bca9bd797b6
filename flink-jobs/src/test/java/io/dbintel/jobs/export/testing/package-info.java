/** A scriptable OTLP endpoint and sample batches, for tests of the export. */
package io.dbintel.jobs.export.testing;
