package io.dbintel.ingest.config;

/**
 * The text of a value, its references resolved.
 *
 * @param text as it was when the configuration was read
 * @param secret the same, resolved anew each time it is asked for
 */
record Given(String text, Secret secret) {

  /** A text without references. */
  static Given of(String text) {
    return new Given(text, Secret.of(text));
  }

  /**
   * @throws References.UnresolvedException when a reference leads nowhere
   */
  static Given of(String written, References references) throws References.UnresolvedException {
    String text = references.resolve(written);
    if (text.equals(written)) {
      return of(text);
    }
    return new Given(text, Secret.from(written, database -> again(written, references)));
  }

  private static String again(String written, References references) {
    try {
      return references.resolve(written);
    } catch (References.UnresolvedException unresolved) {
      throw new SecretException(unresolved.getMessage());
    }
  }

  @Override
  public String toString() {
    return secret.toString();
  }
}
