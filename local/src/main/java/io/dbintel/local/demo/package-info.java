/**
 * The whole product on the embedded stack with a sample workload, and the proof that its numbers
 * are PostgreSQL's own.
 *
 * <p>In flow options, out flow a screen, a verdict and a report. It composes all parts and the
 * project's jobs; nothing depends on it but the command line.
 */
package io.dbintel.local.demo;
