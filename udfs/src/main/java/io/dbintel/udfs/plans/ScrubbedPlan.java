package io.dbintel.udfs.plans;

import io.dbintel.udfs.sql.ScrubbedSql;
import java.util.Optional;

/**
 * A plan that may leave.
 *
 * @param text in the format of the input; a text of which nothing was understood becomes {@code
 *     {"Plan": "?"}}, or what says the same in the other formats
 * @param format as detected
 * @param truncated whether the input ended early or could not be read to its end: what stands
 *     before that place is in the text
 * @param dropped how many keys, values or lines were left out because they are unknown or not of
 *     their kind
 * @param query the statement of an auto_explain entry: its scrubbed text is in the plan too
 */
public record ScrubbedPlan(
    String text, PlanFormat format, boolean truncated, int dropped, Optional<ScrubbedSql> query) {}
