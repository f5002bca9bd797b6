/**
 * Circuit breakers: whether a feature of a target may ask its server now. In: how runs ended, and
 * the time. Out: run, or leave out and why; the states as published and kept. Knows no clock, no
 * connection and no schedule.
 */
package io.dbintel.ingest.breaker;
