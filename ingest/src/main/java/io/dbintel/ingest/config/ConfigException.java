package io.dbintel.ingest.config;

import java.util.List;

/** Everything that is wrong with a configuration, at once. */
public final class ConfigException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<String> errors;

  public ConfigException(List<String> errors) {
    super(String.join(System.lineSeparator(), errors));
    this.errors = List.copyOf(errors);
  }

  /** One line each: key, value and rule. */
  public List<String> errors() {
    return errors;
  }
}
