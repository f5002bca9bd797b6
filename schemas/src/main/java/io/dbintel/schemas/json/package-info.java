/**
 * JSON on the wire: one bounded parser for everything that comes in, one generator for everything
 * that goes out. Turns every parser failure into an {@link
 * io.dbintel.schemas.deadletter.InvalidRecordException} that never quotes the input.
 */
package io.dbintel.schemas.json;
