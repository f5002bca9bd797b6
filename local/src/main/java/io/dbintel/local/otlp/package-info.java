/**
 * An OTLP backend for tests and demos: it decodes what arrives over HTTP, adds it up the way a
 * backend would, and answers as it is told to.
 *
 * <p>In flow export requests, out flow totals per series, counts and the latest log records. Memory
 * is bounded. Knows OTLP; knows nothing of which metrics there are.
 */
package io.dbintel.local.otlp;
