package io.dbintel.udfs.logs;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What stands before the severity of a line. Nothing says which {@code log_line_prefix} wrote it,
 * so only what cannot be mistaken stays: times, bracketed process ids, session ids, SQLSTATE, and
 * roles and databases written as {@code user=} and {@code db=}. Names of applications may look like
 * all of these, so that fewer things stay after the first part that is none of them.
 */
final class LinePrefix {
  private static final Map<String, LogField> KEYS =
      Map.of(
          "user", LogField.USER,
          "usr", LogField.USER,
          "db", LogField.DATABASE,
          "database", LogField.DATABASE);
  private static final int MAX_PROCESS_ID = 7;
  private static final int MAX_PREFIX = 500;
  private static final int EPOCH = 14;

  private final EntryScrubber entry;
  private final EntryFacts facts;
  private final StringBuilder out;
  private final Set<LogField> names = new HashSet<>();
  private boolean clock;
  private boolean strange;

  private LinePrefix(EntryScrubber entry, EntryFacts facts, StringBuilder out) {
    this.entry = entry;
    this.facts = facts;
    this.out = out;
  }

  static void write(String prefix, EntryScrubber entry, EntryFacts facts, StringBuilder out) {
    new LinePrefix(entry, facts, out).write(prefix);
  }

  /** The last part when it is a SQLSTATE, else empty. */
  static String sqlState(String prefix) {
    String trimmed = prefix.strip();
    String last = trimmed.substring(trimmed.lastIndexOf(' ') + 1);
    String code = last.endsWith(":") ? last.substring(0, last.length() - 1) : last;
    return EntryScrubber.isSqlState(code) ? code : "";
  }

  private void write(String prefix) {
    int limit = Math.min(prefix.length(), MAX_PREFIX);
    int lastStart = prefix.stripTrailing().lastIndexOf(' ') + 1;
    int at = 0;
    while (at < limit) {
      int end = prefix.indexOf(' ', at);
      end = end < 0 ? prefix.length() : end;
      if (end > at) {
        part(prefix.substring(at, end), at == lastStart);
        out.append(' ');
      }
      at = end + 1;
    }
    if (limit < prefix.length()) {
      hide();
      out.append(' ');
    }
    if (out.length() > 0 && !prefix.endsWith(" ")) {
      out.setLength(out.length() - 1);
    }
  }

  private void part(String part, boolean last) {
    String core = part.endsWith(":") ? part.substring(0, part.length() - 1) : part;
    boolean zone = clock && Times.isZone(core);
    clock = Times.isClock(core);
    if (zone || clock || Times.isDate(core) || isIdentity(core) || isSqlState(core, last)) {
      out.append(part);
    } else if (core.indexOf('=') > 0) {
      pairs(core);
    } else {
      strange = true;
      hide();
    }
  }

  private boolean isSqlState(String core, boolean last) {
    return (last || !strange) && EntryScrubber.isSqlState(core);
  }

  /** Process, session and transaction ids, and times in seconds. */
  private boolean isIdentity(String core) {
    if (strange) {
      return false;
    }
    if (core.startsWith("[") && core.endsWith("]")) {
      return isCount(core.substring(1, core.length() - 1).replaceFirst("-", ""));
    }
    return isCount(core)
        || (core.indexOf('.') == 8 && TypedValue.SESSION.accepts(core))
        || TypedValue.TRANSACTION.accepts(core)
        || (core.length() == EPOCH && Numbers.isNumber(core, 0, EPOCH));
  }

  private static boolean isCount(String text) {
    return text.length() <= MAX_PROCESS_ID && Numbers.isDigits(text, 0, text.length());
  }

  /** {@code user=app,db=shop,app=...}: after a name that is neither, nothing is certain. */
  private void pairs(String list) {
    String separator = "";
    for (String pair : list.split(",", -1)) {
      int equals = pair.indexOf('=');
      LogField field = equals < 0 || strange ? null : KEYS.get(pair.substring(0, equals));
      if (field == null || !names.add(field)) {
        out.append(strange ? "" : separator);
        strange = true;
        hide();
      } else {
        out.append(separator);
        String value = pair.substring(equals + 1);
        out.append(pair, 0, equals + 1);
        out.append(value.isEmpty() ? "" : entry.scrub(field, value, facts).text());
        separator = ",";
      }
    }
  }

  private void hide() {
    int end = out.length();
    if (end > 0 && out.charAt(end - 1) == ' ' && end > 1 && out.charAt(end - 2) == '?') {
      out.setLength(end - 1);
    } else if (end == 0 || out.charAt(end - 1) != '?') {
      out.append(Names.HIDDEN);
    }
  }
}
