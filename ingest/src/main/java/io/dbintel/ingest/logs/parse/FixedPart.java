package io.dbintel.ingest.logs.parse;

/** The escapes whose text has a form of its own: times, numbers and ids. */
final class FixedPart {
  private static final int SQLSTATE = 5;

  private FixedPart() {}

  /** Whether some processes or releases leave it out. */
  static boolean isOptional(char escape) {
    return "PQv".indexOf(escape) >= 0;
  }

  /** Where the shortest text of that form ends that begins there; -1 when none does. */
  static int leastEnd(char escape, byte[] line, int from, int to) {
    int longest = end(escape, line, from, to);
    if (longest <= from) {
      return -1;
    }
    return switch (escape) {
      case 't', 's' -> LogTimes.zoneStart(line, from, to, false) + 1;
      case 'm' -> LogTimes.zoneStart(line, from, to, true) + 1;
      case 'e', 'n' -> longest;
      case 'v' -> separator(line, from, to, '/') + 2;
      case 'c' -> separator(line, from, to, '.') + 2;
      default -> line[from] == '-' ? from + 2 : from + 1;
    };
  }

  /** Where the longest text of that form ends that begins there; not after it when none does. */
  static int end(char escape, byte[] line, int from, int to) {
    return switch (escape) {
      case 't', 's' -> time(line, from, to, false);
      case 'm' -> time(line, from, to, true);
      case 'n' -> epoch(line, from, to);
      case 'e' -> sqlState(line, from, to);
      case 'v' -> pair(line, from, to);
      case 'c' -> session(line, from, to);
      case 'Q' -> queryId(line, from, to);
      default -> Digits.end(line, from, to);
    };
  }

  private static int time(byte[] line, int from, int to, boolean millis) {
    int zone = LogTimes.zoneStart(line, from, to, millis);
    int end = zone < 0 ? from : LogTimes.zoneEnd(line, zone, to);
    return end > zone ? end : from;
  }

  private static int epoch(byte[] line, int from, int to) {
    int point = Digits.end(line, from, to);
    boolean whole = point > from && point + 4 <= to && line[point] == '.';
    return whole && Digits.all(line, point + 1, point + 4) ? point + 4 : from;
  }

  private static int sqlState(byte[] line, int from, int to) {
    if (from + SQLSTATE > to) {
      return from;
    }
    for (int i = from; i < from + SQLSTATE; i++) {
      if (!Digits.is(line[i]) && (line[i] < 'A' || line[i] > 'Z')) {
        return from;
      }
    }
    return from + SQLSTATE;
  }

  private static int pair(byte[] line, int from, int to) {
    int slash = Digits.end(line, from, to);
    if (slash == from || slash >= to || line[slash] != '/') {
      return from;
    }
    int end = Digits.end(line, slash + 1, to);
    return end > slash + 1 ? end : from;
  }

  private static int session(byte[] line, int from, int to) {
    int point = hexEnd(line, from, to);
    if (point == from || point >= to || line[point] != '.') {
      return from;
    }
    int end = hexEnd(line, point + 1, to);
    return end > point + 1 ? end : from;
  }

  private static int queryId(byte[] line, int from, int to) {
    int start = from < to && line[from] == '-' ? from + 1 : from;
    int end = Digits.end(line, start, to);
    return end > start ? end : from;
  }

  private static int hexEnd(byte[] line, int from, int to) {
    int end = from;
    while (end < to && Digits.isHex(line[end])) {
      end++;
    }
    return end;
  }

  private static int separator(byte[] line, int from, int to, char separator) {
    int at = from;
    while (at < to && line[at] != separator) {
      at++;
    }
    return at;
  }
}
