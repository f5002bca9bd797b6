package io.dbintel.udfs.pii;

import java.util.Locale;
import java.util.Objects;

/**
 * What to look for, in which fields, and what to do with it. Of two rules for one detector the
 * first that applies to a field counts.
 *
 * @param name lower-case words joined by dashes; names the marker {@code <name>} and the count
 * @param detector what is built in, or null
 * @param pattern an RE2 expression, or null; exactly one of the two is given
 * @param literal text that every match of the pattern contains; null to have it taken from the
 *     pattern. Texts without it are not searched
 * @param action what happens to a hit
 * @param sensitivity how much evidence the detector asks for; no meaning for patterns
 * @param fields glob over field names, where {@code *} stands for any text; case does not matter
 */
public record TextRule(
    String name,
    TextDetector detector,
    String pattern,
    String literal,
    RuleAction action,
    Sensitivity sensitivity,
    String fields) {
  private static final int LONGEST_NAME = 40;

  public TextRule {
    Objects.requireNonNull(action, "action");
    Objects.requireNonNull(sensitivity, "sensitivity");
    Objects.requireNonNull(fields, "fields");
    if (!validName(name)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "Invalid value %s for rule name: lower-case letters, digits and dashes, a letter first,"
                  + " at most %d characters",
              name,
              LONGEST_NAME));
    }
    if ((detector == null) == (pattern == null)) {
      throw new IllegalArgumentException(
          "Rule " + name + " needs either a detector or a pattern, and not both");
    }
  }

  /** A rule for a built-in detector, in all fields. */
  public static TextRule of(TextDetector detector, RuleAction action, Sensitivity sensitivity) {
    return new TextRule(detector.id(), detector, null, null, action, sensitivity, "*");
  }

  String marker() {
    return "<" + name + ">";
  }

  private static boolean validName(String name) {
    if (name == null
        || name.isEmpty()
        || name.length() > LONGEST_NAME
        || name.charAt(0) < 'a'
        || name.charAt(0) > 'z') {
      return false;
    }
    return name.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-');
  }
}
