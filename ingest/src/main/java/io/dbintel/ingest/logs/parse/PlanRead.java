package io.dbintel.ingest.logs.parse;

/**
 * A plan that auto_explain logged.
 *
 * @param durationMillis of the execution, without planning
 * @param body the plan as the server made it, which begins with the text of the query: personal
 *     data
 * @param queryId of the top-level statement, also for nested ones; null when it was not computed
 * @param nested whether a function or trigger ran the statement, so that the query id is not its
 *     own
 * @param hasParameters whether the body holds the values of parameters
 * @param truncated whether the end of the plan is missing
 */
public record PlanRead(
    double durationMillis,
    PlanFormat format,
    String body,
    Long queryId,
    boolean nested,
    boolean hasParameters,
    boolean truncated) {}
