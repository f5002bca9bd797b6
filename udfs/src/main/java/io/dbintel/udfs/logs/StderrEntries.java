package io.dbintel.udfs.logs;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Entries as lines: each field begins with a prefix and its tag and goes on in lines that begin
 * with a tab. A text without tags is a bare message.
 */
final class StderrEntries {
  private final EntryScrubber entry;
  private final LogOutput out;
  private final List<TaggedText> parts = new ArrayList<>();
  private boolean written;

  StderrEntries(EntryScrubber entry, LogOutput out) {
    this.entry = entry;
    this.out = out;
  }

  void scrub(String text) {
    int start = 0;
    while (start < text.length()) {
      int end = Lines.end(text, start);
      int visible = end > start && text.charAt(end - 1) == '\r' ? end - 1 : end;
      line(text.substring(start, visible));
      start = end + 1;
    }
    flush();
    if (text.endsWith("\n")) {
      out.text().append('\n');
    }
  }

  private void line(String line) {
    boolean continued = !parts.isEmpty() && (line.startsWith("\t") || line.isEmpty());
    TaggedText tagged = continued ? null : TaggedText.of(line);
    if (tagged != null && tagged.startsEntry()) {
      flush();
    }
    if (tagged != null) {
      parts.add(tagged);
    } else if (!continued && startsWithDate(line)) {
      flush();
      parts.add(TaggedText.dated(line));
    } else if (!continued && !isBareMessage()) {
      flush();
      parts.add(TaggedText.bare(line));
    } else {
      parts.get(parts.size() - 1).add(line);
    }
  }

  /** Only a message of its own goes on in lines without tabs. */
  private boolean isBareMessage() {
    return !parts.isEmpty() && parts.get(parts.size() - 1).isBare();
  }

  /** An entry in a language whose tags are not known. */
  private static boolean startsWithDate(String line) {
    return line.length() > 10 && Times.isDate(line.substring(0, 10));
  }

  private void flush() {
    if (parts.isEmpty()) {
      return;
    }
    EntryFacts facts = facts();
    boolean known = false;
    for (TaggedText part : parts) {
      out.text().append(written ? "\n" : "");
      written = true;
      known |= part.write(entry, facts, out.text());
    }
    out.count(known);
    parts.clear();
  }

  private EntryFacts facts() {
    Map<LogField, String> fields = new EnumMap<>(LogField.class);
    for (TaggedText part : parts) {
      fields.putIfAbsent(part.field(), part.body());
    }
    fields.put(LogField.SEVERITY, parts.get(0).tag());
    fields.put(LogField.SQLSTATE, parts.get(0).sqlState());
    return EntryFacts.of(new LogFields(fields));
  }
}
