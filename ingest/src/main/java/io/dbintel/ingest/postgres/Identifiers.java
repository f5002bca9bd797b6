package io.dbintel.ingest.postgres;

/** SQL identifiers. */
public final class Identifiers {
  private Identifiers() {}

  /** The name in double quotes, safe in any statement. */
  public static String quote(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
