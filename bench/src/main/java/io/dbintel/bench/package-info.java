/**
 * Benchmarks: each prints figures as ratios to a limit measured in the same run, and a JSON line
 * last. Sees all other modules; nothing depends on it.
 */
package io.dbintel.bench;
