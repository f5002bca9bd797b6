package io.dbintel.udfs.logs;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Entries as in csvlog of PostgreSQL 13 to 18: 24 to 26 columns, which only grow at the end. */
final class CsvEntries {
  private static final int SEVERITY = 11;
  private static final int MAX_COLUMNS = 64;

  /** What a column holds: a field, or the kind of its typed value. */
  private static final Object[] COLUMNS = {
    TypedValue.TIME,
    LogField.USER,
    LogField.DATABASE,
    TypedValue.NUMBER,
    LogField.REMOTE_HOST,
    TypedValue.SESSION,
    TypedValue.NUMBER,
    LogField.COMMAND_TAG,
    TypedValue.TIME,
    TypedValue.TRANSACTION,
    TypedValue.NUMBER,
    LogField.SEVERITY,
    LogField.SQLSTATE,
    LogField.MESSAGE,
    LogField.DETAIL,
    LogField.HINT,
    LogField.INTERNAL_QUERY,
    TypedValue.NUMBER,
    LogField.CONTEXT,
    LogField.STATEMENT,
    TypedValue.NUMBER,
    LogField.LOCATION,
    LogField.APPLICATION,
    LogField.BACKEND_TYPE,
    TypedValue.NUMBER,
    TypedValue.NUMBER
  };

  private final EntryScrubber entry;
  private final LogOutput out;
  private String text;
  private int at;

  CsvEntries(EntryScrubber entry, LogOutput out) {
    this.entry = entry;
    this.out = out;
  }

  /** Whether the text begins with a time and has a severity where csvlog has it. */
  static boolean isCsv(String text) {
    int time = text.indexOf(',');
    if (time < 0 || time > 48 || !TypedValue.TIME.accepts(text.substring(0, time))) {
      return false;
    }
    CsvEntries reader = new CsvEntries(null, null);
    reader.text = text;
    List<Column> columns = reader.columns(SEVERITY + 1);
    return columns.size() > SEVERITY
        && columns.get(SEVERITY).ended
        && isSeverity(columns.get(SEVERITY).value);
  }

  void scrub(String entries) {
    text = entries;
    while (at < text.length()) {
      write(columns(MAX_COLUMNS));
      if (at < text.length()) {
        at++;
        out.text().append('\n');
      }
    }
  }

  private void write(List<Column> columns) {
    if (columns.size() <= SEVERITY || !isSeverity(columns.get(SEVERITY).value)) {
      entry.doubt();
      out.count(false);
      out.text().append(Names.HIDDEN);
      return;
    }
    LogFields fields = fields(columns);
    EntryFacts facts = EntryFacts.of(fields);
    boolean known = false;
    for (int i = 0; i < columns.size(); i++) {
      out.text().append(i == 0 ? "" : ",");
      ScrubbedText value = value(i, columns.get(i), facts);
      known |= i < COLUMNS.length && COLUMNS[i] == LogField.MESSAGE && value.known();
      columns.get(i).write(value.text(), out.text());
      if (!columns.get(i).ended) {
        out.truncated();
      }
    }
    out.count(known);
  }

  private ScrubbedText value(int index, Column column, EntryFacts facts) {
    if (column.value.isEmpty()) {
      return ScrubbedText.known("");
    }
    if (index >= COLUMNS.length) {
      return ScrubbedText.DROPPED;
    }
    return COLUMNS[index] instanceof LogField field
        ? entry.scrub(field, column.value, facts)
        : ScrubbedText.known(((TypedValue) COLUMNS[index]).keep(column.value));
  }

  private static LogFields fields(List<Column> columns) {
    Map<LogField, String> values = new EnumMap<>(LogField.class);
    for (int i = 0; i < columns.size() && i < COLUMNS.length; i++) {
      if (COLUMNS[i] instanceof LogField field) {
        values.put(field, columns.get(i).value);
      }
    }
    return new LogFields(values);
  }

  private static boolean isSeverity(String value) {
    return Catalogue.shared().isSeverity(value);
  }

  /** The columns up to the end of the entry or the limit. */
  private List<Column> columns(int limit) {
    List<Column> columns = new ArrayList<>();
    boolean more = true;
    while (more && columns.size() < limit) {
      columns.add(column());
      more = at < text.length() && text.charAt(at) == ',';
      at += more ? 1 : 0;
    }
    if (more && limit == MAX_COLUMNS) {
      at = Lines.end(text, at);
    }
    return columns;
  }

  private Column column() {
    if (at < text.length() && text.charAt(at) == '"') {
      return quoted();
    }
    int start = at;
    while (at < text.length() && text.charAt(at) != ',' && text.charAt(at) != '\n') {
      at++;
    }
    return new Column(text.substring(start, at).strip(), false, true);
  }

  private Column quoted() {
    StringBuilder value = new StringBuilder();
    at++;
    int quote = text.indexOf('"', at);
    while (quote >= 0 && text.startsWith("\"", quote + 1)) {
      value.append(text, at, quote + 1);
      at = quote + 2;
      quote = text.indexOf('"', at);
    }
    int end = quote < 0 ? text.length() : quote;
    value.append(text, at, end);
    at = quote < 0 ? end : quote + 1;
    while (at < text.length() && text.charAt(at) != ',' && text.charAt(at) != '\n') {
      at++;
    }
    return new Column(value.toString(), true, quote >= 0);
  }

  private record Column(String value, boolean quoted, boolean ended) {
    void write(String scrubbed, StringBuilder out) {
      if (quoted) {
        out.append('"').append(scrubbed.replace("\"", "\"\"")).append('"');
      } else {
        out.append(scrubbed.indexOf(',') < 0 && scrubbed.indexOf('\n') < 0 ? scrubbed : "?");
      }
    }
  }
}
