package io.dbintel.udfs.plans;

import java.util.Set;

/**
 * A key that may leave.
 *
 * @param name as in JSON, YAML and text
 * @param values of an enum; otherwise empty
 */
record PlanKey(String name, KeyKind kind, Set<String> values) {
  PlanKey {
    values = Set.copyOf(values);
  }

  /** The tag of this key in XML, by the rule of the server's ExplainXMLTag. */
  String tag() {
    return tag(name);
  }

  static String tag(String name) {
    StringBuilder tag = new StringBuilder(name.length());
    name.chars().forEach(c -> tag.append(isTagCharacter(c) ? (char) c : '-'));
    return tag.toString();
  }

  private static boolean isTagCharacter(int c) {
    return c < 128 && (Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.');
  }
}
