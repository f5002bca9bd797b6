/**
 * A log as lines of JSON.
 *
 * <p>In: the bytes of a log in one of PostgreSQL's forms. Out: one line of JSON for each entry and
 * each plan, in order, with all that they hold, personal data included. Memory does not grow with
 * the log. Knows nothing of the stack beside it.
 */
package io.dbintel.local.logs;
