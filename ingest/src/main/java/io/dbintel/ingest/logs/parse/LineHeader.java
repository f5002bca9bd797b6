package io.dbintel.ingest.logs.parse;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Reads what a prefix says into an entry. */
final class LineHeader {
  private static final String UNKNOWN = "[unknown]";
  private static final long MICROS = 1_000_000;

  private final PrefixMatcher matcher;
  private final Charset charset;
  private final LogTimes times;

  LineHeader(PrefixMatcher matcher, ParseOptions options) {
    this.matcher = matcher;
    this.charset = options.charset();
    this.times = new LogTimes(options.zone());
  }

  /** What of the line that the matcher has just matched is there. */
  void read(byte[] line, LogEntryRead.Builder entry) {
    PrefixPart[] parts = matcher.parts();
    for (int i = 0; i < matcher.matchedParts(); i++) {
      int start = matcher.start(i);
      int end = matcher.end(i);
      if (!parts[i].isLiteral() && end > start) {
        read(parts[i], line, start, end, entry);
      }
    }
  }

  /** What says whether two lines are of one entry. */
  LineIdentity identity(byte[] line) {
    Long pid = null;
    String session = null;
    long time = LogTimes.NO_TIME;
    PrefixPart[] parts = matcher.parts();
    for (int i = 0; i < matcher.matchedParts(); i++) {
      int start = matcher.start(i);
      int end = matcher.end(i);
      switch (parts[i].escape()) {
        case 'p' -> pid = number(line, start, end);
        case 'c' -> session = ascii(line, start, end);
        case 'm', 't' -> time = times.micros(line, start, end);
        case 'n' -> time = epochMicros(line, start, end);
        default -> {}
      }
    }
    return new LineIdentity(pid, session, time);
  }

  private void read(PrefixPart part, byte[] line, int start, int end, LogEntryRead.Builder entry) {
    switch (part.escape()) {
      case 'm', 't' -> entry.logTimeMicros(time(line, start, end));
      case 'n' -> entry.logTimeMicros(epochMicros(line, start, end));
      case 's' -> entry.sessionStartMicros(time(line, start, end));
      case 'p' -> entry.pid(integer(line, start, end));
      case 'P' -> entry.leaderPid(integer(line, start, end));
      case 'l' -> entry.lineNumber(number(line, start, end));
      case 'x' -> entry.xid(identityNumber(line, start, end));
      case 'Q' -> entry.queryId(identityNumber(line, start, end));
      case 'v' -> entry.virtualXid(ascii(line, start, end));
      case 'e' -> entry.sqlState(ascii(line, start, end));
      case 'c' -> session(ascii(line, start, end), entry);
      default -> name(part, line, start, end, entry);
    }
  }

  private void name(PrefixPart part, byte[] line, int start, int end, LogEntryRead.Builder entry) {
    String name = name(part, line, start, end);
    if (name.isEmpty() || name.equals(UNKNOWN)) {
      return;
    }
    switch (part.escape()) {
      case 'a' -> entry.application(name);
      case 'u' -> entry.user(name);
      case 'd' -> entry.database(name);
      case 'i' -> entry.commandTag(name);
      case 'b' -> entry.backendType(name);
      case 'h' -> entry.remoteHost(name);
      case 'r' -> remote(name, entry);
      default -> {}
    }
  }

  /** Without the spaces that pad it, and not without its own where it needs no padding. */
  private String name(PrefixPart part, byte[] line, int start, int end) {
    int from = start;
    int to = end;
    int width = Math.abs(part.width());
    if (end - start <= width) {
      while (part.width() < 0 && to > from && line[to - 1] == ' ') {
        to--;
      }
      while (part.width() > 0 && from < to && line[from] == ' ') {
        from++;
      }
    }
    return new String(line, from, to - from, charset);
  }

  /** {@code host(port)}, or only a host. */
  private static void remote(String remote, LogEntryRead.Builder entry) {
    int open = remote.lastIndexOf('(');
    boolean both = open > 0 && remote.endsWith(")");
    Integer port =
        both ? EntryReading.port(remote.substring(0, remote.length() - 1), open + 1) : null;
    entry.remoteHost(port == null ? remote : remote.substring(0, open)).remotePort(port);
  }

  /** A session id holds the start of the process and its id. */
  private static void session(String id, LogEntryRead.Builder entry) {
    entry.sessionId(id);
    int point = id.indexOf('.');
    if (point <= 0 || point > 10 || id.length() - point > 8) {
      return;
    }
    entry.sessionStartMicros(Long.parseLong(id.substring(0, point), 16) * MICROS);
    entry.pid(Integer.parseInt(id.substring(point + 1), 16));
  }

  private Long time(byte[] line, int start, int end) {
    long micros = times.micros(line, start, end);
    return micros == LogTimes.NO_TIME ? null : (Long) micros;
  }

  private static long epochMicros(byte[] line, int start, int end) {
    int point = Digits.end(line, start, end);
    if (point == start || point - start > 12) {
      return LogTimes.NO_TIME;
    }
    long seconds = Digits.parse(line, start, point);
    return seconds * MICROS + Digits.number(line, point + 1, end) * 1_000L;
  }

  private static Long number(byte[] line, int start, int end) {
    long number = Digits.parse(line, start, end);
    return number == Digits.NOT_A_NUMBER ? null : (Long) number;
  }

  private static Long identityNumber(byte[] line, int start, int end) {
    Long number = number(line, start, end);
    return number == null || number == 0 ? null : number;
  }

  private static Integer integer(byte[] line, int start, int end) {
    Long number = number(line, start, end);
    return number == null || number != number.intValue() ? null : (Integer) number.intValue();
  }

  private static String ascii(byte[] line, int start, int end) {
    return new String(line, start, end - start, StandardCharsets.US_ASCII);
  }
}
