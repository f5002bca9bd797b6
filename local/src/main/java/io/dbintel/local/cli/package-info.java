/**
 * The commands of the launcher that live in this module.
 *
 * <p>In flow arguments, out flow lines on standard output and an exit status: 0 done, 1 failed, 2
 * wrong usage.
 */
package io.dbintel.local.cli;
