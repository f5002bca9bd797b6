package io.dbintel.udfs.plans;

/** What the value of a key of a plan may be. */
enum KeyKind {
  STRUCTURE,
  ESTIMATE,
  NUMBER,
  BOOLEAN,
  NUMBER_OR_BOOLEAN,
  ENUM,
  FILTER,
  JOIN,
  EXPRESSION,
  NAME,
  SUBPLAN,
  SQL,
  PARAMETERS,
  SETTINGS;

  boolean isExpression() {
    return this == FILTER || this == JOIN || this == EXPRESSION;
  }
}
