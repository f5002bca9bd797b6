package io.dbintel.udfs.pii;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** What the scrubber puts in the place of a hit: {@code <name>}, or {@code <name:pseudonym>}. */
final class Markers {
  private static final int LONGEST = 64;

  private final Set<String> names;

  Markers(Collection<String> names) {
    this.names = new HashSet<>(names);
  }

  /** Whether the range is one marker and nothing else. */
  boolean scrubbed(char[] chars, int start, int end) {
    int length = end - start;
    if (length < 3 || length > LONGEST || chars[start] != '<' || chars[end - 1] != '>') {
      return false;
    }
    String inside = new String(chars, start + 1, length - 2);
    int colon = inside.indexOf(':');
    return colon < 0
        ? names.contains(inside)
        : names.contains(inside.substring(0, colon))
            && Pseudonyms.wellFormed(inside.substring(colon + 1));
  }
}
