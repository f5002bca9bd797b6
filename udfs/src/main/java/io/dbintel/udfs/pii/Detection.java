package io.dbintel.udfs.pii;

/**
 * How often a rule hit in a field. Never holds what was hit.
 *
 * @param rule name of the rule, or {@link TextScrubber#OVERSIZE} and {@link TextScrubber#UNSTABLE}
 * @param field as given by the caller
 * @param action what was done
 * @param count hits, at least 1
 */
public record Detection(String rule, String field, RuleAction action, int count) {}
