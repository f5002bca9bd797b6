package io.dbintel.local.it;

import java.util.ArrayList;
import java.util.List;

/** Reads csvlog, independently of what scrubs it. */
final class CsvLog {
  private CsvLog() {}

  /** The columns of every entry, without their quotes. */
  static List<List<String>> entries(String csv) {
    List<List<String>> entries = new ArrayList<>();
    List<String> entry = new ArrayList<>();
    StringBuilder value = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < csv.length(); i++) {
      char c = csv.charAt(i);
      if (quoted && c == '"' && csv.startsWith("\"", i + 1)) {
        value.append(c);
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == ',' || c == '\n')) {
        entry.add(value.toString());
        value.setLength(0);
        if (c == '\n') {
          entries.add(entry);
          entry = new ArrayList<>();
        }
      } else {
        value.append(c);
      }
    }
    return entries;
  }
}
