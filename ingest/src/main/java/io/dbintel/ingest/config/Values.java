package io.dbintel.ingest.config;

import java.util.List;
import java.util.Optional;

/** Finds the value of an option: the section's own, else the shared one, else the default. */
final class Values {
  private Values() {}

  /** Null, with an error, when the option is required and has no value; null when it has none. */
  static <T> T of(Option<T> option, Section own, Section shared, List<String> errors) {
    Optional<T> given = own.get(option).or(() -> shared.get(option));
    if (given.isPresent()) {
      return given.get();
    }
    if (option.required() && !own.isBroken(option) && !shared.isBroken(option)) {
      errors.add(own.path(option.key()) + ": is missing and required");
    }
    return option.defaultText() == null ? null : option.defaultValue();
  }
}
