package io.dbintel.ingest.catalogue;

import io.dbintel.ingest.capabilities.ServerProfile;
import java.util.List;
import java.util.Optional;

/**
 * What a setting of the server must be.
 *
 * @param equalsAny one of these; empty when a number is asked for
 * @param atLeast at least this, in the unit of pg_settings; null when words are asked for
 */
record SettingRequirement(String name, List<String> equalsAny, Long atLeast) {
  SettingRequirement {
    equalsAny = List.copyOf(equalsAny);
  }

  /** Why it does not hold; nothing when it does. */
  Optional<String> unmet(ServerProfile profile) {
    Optional<String> value = profile.setting(name);
    if (value.isEmpty()) {
      return Optional.of("setting " + name + " is unknown on this server; needs " + wanted());
    }
    return holds(value.get())
        ? Optional.empty()
        : Optional.of("setting " + name + " is " + value.get() + "; needs " + wanted());
  }

  /** In words, for documents and errors. */
  String words() {
    return "`" + name + "` " + wanted();
  }

  private boolean holds(String value) {
    if (atLeast == null) {
      return equalsAny.contains(value);
    }
    try {
      return Double.parseDouble(value) >= atLeast;
    } catch (NumberFormatException word) {
      return false;
    }
  }

  private String wanted() {
    return atLeast == null ? String.join(" or ", equalsAny) : "at least " + atLeast;
  }
}
