package io.dbintel.local.fingerprints;

import java.util.List;
import java.util.Map;

/**
 * A block that ran as every variant.
 *
 * @param executions in order
 * @param statements the texts that pg_stat_statements held afterwards, by queryid; it was empty
 *     before
 */
record BlockRun(Block block, List<Execution> executions, Map<Long, List<String>> statements) {}
