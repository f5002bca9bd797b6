package io.dbintel.jobs.runtime;

/**
 * Uids of all operators. State in savepoints is found by them: a uid must never change or be
 * reused.
 */
public final class OperatorUids {
  public static final String STATEMENTS_SOURCE = "statements-source";
  public static final String STATEMENTS = "statements";
  public static final String STATEMENTS_SINK = "statements-sink";
  public static final String EXPORT_OTLP_SOURCE = "export-otlp-source";
  public static final String EXPORT_OTLP_ENCODE = "export-otlp-encode";
  public static final String EXPORT_OTLP_SINK = "export-otlp-sink";
  public static final String EXPORT_OTLP_DEADLETTERS = "export-otlp-deadletters";
  public static final String DECODE_ONLY_SOURCE = "decode-only-source";
  public static final String DECODE_ONLY = "decode-only";

  private OperatorUids() {}
}
