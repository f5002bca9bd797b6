/**
 * The query catalogue: what can be asked of a server, and what each query needs. In: YAML files and
 * the profile of a server. Out: the entry in use for each category, and why others are not. Knows
 * no connection and no schedule: it holds queries and never runs them.
 */
package io.dbintel.ingest.catalogue;
