package io.dbintel.ingest.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Which databases a target's {@code metrics.databases} names. */
final class DatabaseNames {
  private final List<Pattern> wanted = new ArrayList<>();
  private final List<Pattern> unwanted = new ArrayList<>();

  /**
   * @param option names with {@code *}, commas between them; {@code -name} leaves out
   */
  DatabaseNames(String option) {
    for (String part : option.split(",", -1)) {
      String name = part.strip();
      if (name.startsWith("-")) {
        unwanted.add(pattern(name.substring(1)));
      } else if (!name.isEmpty()) {
        wanted.add(pattern(name));
      }
    }
  }

  boolean hold(String database) {
    return (wanted.isEmpty() || any(wanted, database)) && !any(unwanted, database);
  }

  private static boolean any(List<Pattern> patterns, String database) {
    return patterns.stream().anyMatch(pattern -> pattern.matcher(database).matches());
  }

  private static Pattern pattern(String name) {
    StringBuilder pattern = new StringBuilder();
    for (String literal : name.strip().split("\\*", -1)) {
      pattern.append(pattern.isEmpty() ? "" : ".*").append(Pattern.quote(literal));
    }
    return Pattern.compile(pattern.toString(), Pattern.DOTALL);
  }
}
