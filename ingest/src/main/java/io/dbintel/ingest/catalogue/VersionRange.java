package io.dbintel.ingest.catalogue;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Versions from one to another, both included: {@code 14-}, {@code 13-16}, {@code 18}, {@code -16},
 * {@code 1.8-1.10}, or {@code *} for all. An upper end includes what it begins: 16 includes 16.4.
 *
 * @param from null when there is no lower end
 * @param to null when there is no upper end
 */
public record VersionRange(String from, String to) {
  static final VersionRange ALL = new VersionRange(null, null);
  static final String RULE = "must be versions such as 14-, 13-16, 18, 1.8- or *";

  private static final String VERSION = "[0-9]+(?:\\.[0-9]+)*";
  private static final Pattern RANGE =
      Pattern.compile("(" + VERSION + ")?\\s*(-)?\\s*(" + VERSION + ")?");
  private static final Pattern LEADING_VERSION = Pattern.compile(VERSION);

  /** The range, or nothing when the text is none. */
  static Optional<VersionRange> parse(String text) {
    if (text.equals("*")) {
      return Optional.of(ALL);
    }
    Matcher matcher = RANGE.matcher(text);
    if (text.isBlank() || !matcher.matches()) {
      return Optional.empty();
    }
    String from = matcher.group(1);
    String to = matcher.group(3);
    if (matcher.group(2) == null) {
      return to == null && from != null
          ? Optional.of(new VersionRange(from, from))
          : Optional.empty();
    }
    boolean empty = from == null && to == null;
    return empty ? Optional.empty() : Optional.of(new VersionRange(from, to));
  }

  /** Whether it holds the version; what follows the numbers, as in 1.9dev, is ignored. */
  public boolean holds(String version) {
    Matcher numbers = LEADING_VERSION.matcher(version);
    if (!numbers.lookingAt()) {
      return from == null && to == null;
    }
    String[] parts = numbers.group().split("\\.", -1);
    return (from == null || compare(parts, from.split("\\.", -1), false) >= 0)
        && (to == null || compare(parts, to.split("\\.", -1), true) <= 0);
  }

  boolean holds(int major) {
    return holds(Integer.toString(major));
  }

  private static int compare(String[] version, String[] bound, boolean prefixIsEqual) {
    int length = prefixIsEqual ? bound.length : Math.max(version.length, bound.length);
    for (int i = 0; i < length; i++) {
      int compared = Long.compare(part(version, i), part(bound, i));
      if (compared != 0) {
        return compared;
      }
    }
    return 0;
  }

  private static long part(String[] parts, int index) {
    return index < parts.length ? Long.parseLong(parts[index]) : 0;
  }

  @Override
  public String toString() {
    if (from == null && to == null) {
      return "*";
    }
    if (from != null && from.equals(to)) {
      return from;
    }
    return (from == null ? "" : from) + "-" + (to == null ? "" : to);
  }
}
