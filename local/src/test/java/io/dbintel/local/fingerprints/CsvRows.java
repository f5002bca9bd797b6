package io.dbintel.local.fingerprints;

import java.util.ArrayList;
import java.util.List;

/** Splits the server's CSV log: commas, rows by newline, quotes doubled inside quotes. */
final class CsvRows {
  private final String text;
  private int at;

  private CsvRows(String text) {
    this.text = text;
  }

  static List<List<String>> of(String text) {
    CsvRows rows = new CsvRows(text);
    List<List<String>> all = new ArrayList<>();
    while (rows.at < text.length()) {
      all.add(rows.row());
    }
    return all;
  }

  private List<String> row() {
    List<String> fields = new ArrayList<>();
    do {
      fields.add(at < text.length() && text.charAt(at) == '"' ? quoted() : bare());
    } while (at < text.length() && text.charAt(at++) == ',');
    return fields;
  }

  private String bare() {
    int start = at;
    while (at < text.length() && text.charAt(at) != ',' && text.charAt(at) != '\n') {
      at++;
    }
    return text.substring(start, at);
  }

  private String quoted() {
    StringBuilder field = new StringBuilder();
    for (at++; at < text.length(); at++) {
      if (text.charAt(at) == '"') {
        if (at + 1 >= text.length() || text.charAt(at + 1) != '"') {
          at++;
          return field.toString();
        }
        at++;
      }
      field.append(text.charAt(at));
    }
    return field.toString();
  }
}
