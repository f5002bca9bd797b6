package io.dbintel.ingest.catalogue;

import java.util.List;

/** A catalogue that cannot be used: everything that is wrong with it, one line each. */
public final class CatalogueException extends Exception {
  private static final long serialVersionUID = 1L;

  private final List<String> errors;

  CatalogueException(List<String> errors) {
    super(String.join("\n", errors));
    this.errors = List.copyOf(errors);
  }

  public List<String> errors() {
    return errors;
  }
}
