package io.dbintel.ingest.config;

import java.util.Objects;

/**
 * A value that must not be seen: everything but {@link #reveal} hides it. What it refers to, a file
 * for example, is read at each call, so that a changed password is used without a restart.
 */
public final class Secret {
  public static final Secret NONE = new Secret("", database -> "", "");

  private final Object identity;
  private final Source source;
  private final String database;

  /**
   * @param identity what makes two secrets equal; the source is not asked for it
   * @param database for which it is asked, as some sources have one for each
   */
  private Secret(Object identity, Source source, String database) {
    this.identity = Objects.requireNonNull(identity, "identity");
    this.source = source;
    this.database = database;
  }

  public static Secret of(String value) {
    return new Secret(Objects.requireNonNull(value, "value"), anyDatabase -> value, "");
  }

  /** A secret that is asked for each time. */
  static Secret from(Object identity, Source source) {
    return new Secret(identity, source, "");
  }

  /** The same, for a connection to this database. */
  public Secret forDatabase(String name) {
    return new Secret(identity, source, name);
  }

  /**
   * The value in clear, for the one place that hands it to a driver.
   *
   * @throws SecretException when what it refers to cannot be read
   */
  public String reveal() {
    return source.read(database);
  }

  /**
   * Whether there is none.
   *
   * @throws SecretException when what it refers to cannot be read
   */
  public boolean isEmpty() {
    return reveal().isEmpty();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret
        && secret.identity.equals(identity)
        && secret.database.equals(database);
  }

  @Override
  public int hashCode() {
    return identity.hashCode();
  }

  @Override
  public String toString() {
    return "****";
  }

  /** Where a secret comes from. */
  @FunctionalInterface
  interface Source {
    /**
     * @throws SecretException when it cannot be read
     */
    String read(String database);
  }
}
