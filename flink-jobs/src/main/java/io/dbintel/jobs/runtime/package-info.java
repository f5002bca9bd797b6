/**
 * What every job shares at run time: its environment, operator uids, dead letters. Knows nothing of
 * any one signal.
 */
package io.dbintel.jobs.runtime;
