package io.dbintel.ingest.catalogue;

import java.util.Set;
import java.util.stream.Collectors;

/**
 * The settings whose values may leave the server, from {@code settings-allowed.txt}. A setting that
 * may hold a password, a command or a path of a secret is none of them.
 */
final class AllowedSettings {
  static final Set<String> NAMES =
      Catalogue.resource("settings-allowed.txt")
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .collect(Collectors.toUnmodifiableSet());

  private AllowedSettings() {}
}
