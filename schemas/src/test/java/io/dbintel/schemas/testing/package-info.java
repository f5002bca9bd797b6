/**
 * Support for tests of this and other modules: the JSON Schemas as assertions, sample records of
 * every wire form, golden files. Never on a production class path.
 */
package io.dbintel.schemas.testing;
