package io.dbintel.udfs.plans;

/** The formats of EXPLAIN and of {@code auto_explain.log_format}. */
public enum PlanFormat {
  TEXT,
  JSON,
  YAML,
  XML
}
