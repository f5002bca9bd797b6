package io.dbintel.local.it;

import io.dbintel.ingest.logs.parse.LogEntryRead;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a {@code log_line_prefix} carries of an entry of csvlog. */
final class PrefixFields {
  private final Set<Character> always = new TreeSet<>();
  private final Set<Character> inSessions = new TreeSet<>();

  PrefixFields(String prefix) {
    Set<Character> now = always;
    for (int at = prefix.indexOf('%'); at >= 0; at = prefix.indexOf('%', at + 1)) {
      at++;
      while ("-0123456789".indexOf(prefix.charAt(at)) >= 0) {
        at++;
      }
      if (prefix.charAt(at) == 'q') {
        now = inSessions;
      } else {
        now.add(prefix.charAt(at));
      }
    }
  }

  boolean carries(char escape) {
    return always.contains(escape) || inSessions.contains(escape);
  }

  boolean carriesAlways(char escape) {
    return always.contains(escape);
  }

  /** The fields by name, as an entry of stderr with this prefix has them. */
  List<String> expected(LogEntryRead entry, boolean verbose) {
    boolean session = entry.user() != null || entry.remoteHost() != null;
    List<String> fields = texts(entry, verbose);
    for (char escape : always) {
      add(escape, entry, session, fields);
    }
    for (char escape : inSessions) {
      if (session) {
        add(escape, entry, true, fields);
      }
    }
    fields.sort(null);
    return fields;
  }

  /** Everything but where it stands and how often its session has logged. */
  static List<String> all(LogEntryRead entry) {
    List<String> fields = texts(entry, true);
    for (char escape : "audrbpPmcsivxQe".toCharArray()) {
      add(escape, entry, true, fields);
    }
    fields.sort(null);
    return fields;
  }

  private static List<String> texts(LogEntryRead entry, boolean verbose) {
    List<String> fields = new ArrayList<>();
    put("severity", entry.severity(), fields);
    put("message", entry.message(), fields);
    put("detail", entry.detail(), fields);
    put("hint", entry.hint(), fields);
    put("internal query", entry.internalQuery(), fields);
    put("internal position", entry.internalPosition(), fields);
    put("context", entry.context(), fields);
    put("statement", entry.statement(), fields);
    put("position", entry.statementPosition(), fields);
    put("location", entry.location(), fields);
    put("truncated", entry.truncated(), fields);
    if (verbose) {
      put("SQLSTATE", entry.sqlState(), fields);
    }
    return fields;
  }

  private static void add(char escape, LogEntryRead entry, boolean session, List<String> fields) {
    switch (escape) {
      case 'a' -> put("application", session ? entry.application() : null, fields);
      case 'u' -> put("user", entry.user(), fields);
      case 'd' -> put("database", entry.database(), fields);
      case 'h' -> put("host", entry.remoteHost(), fields);
      case 'r' -> {
        put("host", entry.remoteHost(), fields);
        put("port", entry.remotePort(), fields);
      }
      case 'b' -> put("backend", entry.backendType(), fields);
      case 'p' -> put("pid", entry.pid(), fields);
      case 'P' -> put("leader", entry.leaderPid(), fields);
      case 'm', 'n' -> put("time", entry.logTimeMicros(), fields);
      case 'i' -> put("tag", entry.commandTag(), fields);
      case 'e' -> put("SQLSTATE", entry.sqlState(), fields);
      case 'c' -> {
        put("session", entry.sessionId(), fields);
        put("start", entry.sessionStartMicros(), fields);
        put("pid", entry.pid(), fields);
      }
      case 's' -> put("start", entry.sessionStartMicros(), fields);
      case 'v' -> put("virtual xid", entry.virtualXid(), fields);
      case 'x' -> put("xid", entry.xid(), fields);
      case 'Q' -> put("query id", entry.queryId(), fields);
      default -> {}
    }
  }

  private static void put(String name, Object value, List<String> fields) {
    String field = name + "=" + value;
    if (value != null && !fields.contains(field)) {
      fields.add(field);
    }
  }
}
