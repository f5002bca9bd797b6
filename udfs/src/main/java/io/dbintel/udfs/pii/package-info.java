/**
 * Free text without the personal data in it: application names, comments kept on purpose, custom
 * columns.
 *
 * <p>In: a field's name and its text, and rules that are data. Out: a text that may leave, and how
 * often each rule hit, never with what. One pass over the text, woken by characters that personal
 * data cannot do without; checksums decide. SQL, plans and log lines have scrubbers of their own,
 * which know their structure. Must not know records, topics, clocks or randomness.
 */
package io.dbintel.udfs.pii;
