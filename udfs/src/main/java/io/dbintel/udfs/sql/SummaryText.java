package io.dbintel.udfs.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A summary as it grows: operations, each followed by its targets. */
final class SummaryText {
  private static final int MAX_LENGTH = 255;

  private final StringBuilder text = new StringBuilder();
  private final List<String> tables = new ArrayList<>();
  private final List<String> targets = new ArrayList<>();
  private String operation = "";
  private boolean full;

  void operation(String words) {
    String upper = words.toUpperCase(Locale.ROOT);
    if (operation.isEmpty()) {
      operation = upper;
    }
    targets.clear();
    append(upper);
  }

  /** A target that is a table or view. */
  void table(String name) {
    if (!tables.contains(name) && tables.size() < MAX_LENGTH) {
      tables.add(name);
    }
    target(name);
  }

  /** A target that is something else, a procedure or an index. */
  void target(String name) {
    if (!targets.contains(name) && !full) {
      targets.add(name);
      append(name);
    }
  }

  SqlSummary summary() {
    return new SqlSummary(operation, tables, text.toString());
  }

  private void append(String word) {
    int size = text.length() + word.length() + (text.isEmpty() ? 0 : 1);
    full |= size > MAX_LENGTH;
    if (!full) {
      text.append(text.isEmpty() ? "" : " ").append(word);
    }
  }
}
