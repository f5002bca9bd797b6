package io.dbintel.schemas.raw;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * One entry of auto_explain.
 *
 * @param context who logged it and where it was read
 * @param durationMillis of the execution, without planning
 * @param planFormat json, text, yaml or xml
 * @param plan body as logged, with the query text that it holds, or scrubbed at the edge
 * @param nested whether a statement inside another one was explained: then the query id is the
 *     outer one's
 * @param hasParameters whether the entry carries values of parameters
 * @param contextText CONTEXT of the entry; null when there is none
 * @param settings the settings of auto_explain in force when it was read, by name; empty when they
 *     are not known
 * @param truncated whether the plan was cut, by the server or to fit a record
 */
public record PlanEntry(
    LogContext context,
    double durationMillis,
    String planFormat,
    String plan,
    boolean nested,
    boolean hasParameters,
    String contextText,
    Map<String, String> settings,
    boolean truncated) {

  public PlanEntry {
    requireNonNull(context, "context");
    requireNonNull(planFormat, "planFormat");
    requireNonNull(plan, "plan");
    settings = settings == null ? Map.of() : Map.copyOf(settings);
  }
}
