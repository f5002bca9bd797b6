/**
 * What tests of statements share: polls in their real wire form, stores and outputs in memory, and
 * a simulated server that knows the truth. It knows the public API only.
 */
package io.dbintel.udfs.statements.testing;
