/**
 * What every raw record carries about its origin: which instance, read by whom and when, by which
 * clock, from which source and with what outcome.
 */
package io.dbintel.schemas.envelope;
