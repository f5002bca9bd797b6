package io.dbintel.local.fingerprints;

import java.util.List;
import java.util.Set;

/**
 * Templates that run one after the other in one session.
 *
 * @param flags {@code utility}: not planned, so neither auto_explain nor parameters; {@code copy}:
 *     data flows
 * @param oldestMajor the first release that knows the syntax
 */
record Block(String name, Set<String> flags, int oldestMajor, List<Template> templates) {
  boolean single() {
    return templates.size() == 1;
  }

  boolean utility() {
    return flags.contains("utility");
  }

  boolean copies() {
    return flags.contains("copy");
  }
}
