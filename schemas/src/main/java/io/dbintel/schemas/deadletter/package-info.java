/**
 * What could not be read, and why. A dead letter names the position of the input and the reason; it
 * never holds any part of the payload.
 */
package io.dbintel.schemas.deadletter;
