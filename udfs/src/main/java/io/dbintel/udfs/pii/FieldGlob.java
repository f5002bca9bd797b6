package io.dbintel.udfs.pii;

/** Names of fields with {@code *} for any text; case does not matter. */
final class FieldGlob {
  private FieldGlob() {}

  static boolean matches(String glob, String field) {
    String[] parts = glob.split("\\*", -1);
    int last = parts.length - 1;
    if (last == 0) {
      return glob.equalsIgnoreCase(field);
    }
    int from = parts[0].length();
    int end = field.length() - parts[last].length();
    if (end < from || !at(field, 0, parts[0]) || !at(field, end, parts[last])) {
      return false;
    }
    for (int i = 1; i < last; i++) {
      while (!at(field, from, parts[i])) {
        if (++from > end) {
          return false;
        }
      }
      from += parts[i].length();
    }
    return from <= end;
  }

  private static boolean at(String field, int index, String part) {
    return field.regionMatches(true, index, part, 0, part.length());
  }
}
