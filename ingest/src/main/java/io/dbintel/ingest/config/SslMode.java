package io.dbintel.ingest.config;

/** How far a connection to PostgreSQL is encrypted and verified; the words of libpq. */
public enum SslMode {
  DISABLE("disable"),
  PREFER("prefer"),
  REQUIRE("require"),
  VERIFY_CA("verify-ca"),
  VERIFY_FULL("verify-full");

  private final String word;

  SslMode(String word) {
    this.word = word;
  }

  /** Whether the certificate of the server is checked. */
  public boolean verifies() {
    return this == VERIFY_CA || this == VERIFY_FULL;
  }

  @Override
  public String toString() {
    return word;
  }
}
