/**
 * Plans of EXPLAIN and auto_explain without the data in them, in the format they came in.
 *
 * <p>In: any text that was or should have been a plan of PostgreSQL 13 to 18 as json, text, yaml or
 * xml. Out: a plan of the same format and structure that holds known keys only, numbers where
 * numbers belong, known words where words belong, names by the rule for names, and expressions in
 * the normal form of {@link io.dbintel.udfs.sql}. Knows no record, topic or job, and does not
 * interpret what a plan means.
 */
package io.dbintel.udfs.plans;
