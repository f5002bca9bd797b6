package io.dbintel.ingest.logs.parse;

import static io.dbintel.ingest.logs.parse.EntryField.*;

import java.nio.charset.StandardCharsets;

/** Makes an entry of the texts that a record of csvlog or jsonlog holds. */
final class EntryReading {
  private static final String SUCCESS = "00000";

  private final EntryTexts texts;
  private final LogTimes times;
  private final LogFormat format;

  EntryReading(EntryTexts texts, ParseOptions options, LogFormat format) {
    this.texts = texts;
    this.times = new LogTimes(options.zone());
    this.format = format;
  }

  LogEntryRead read(long offset, long length) {
    LogEntryRead.Builder entry = LogEntryRead.builder(offset, length, format);
    readSession(entry);
    readRemote(entry);
    readState(entry);
    readTexts(entry);
    return entry.truncated(texts.cut()).build();
  }

  boolean isTime(EntryField field) {
    return time(field) != null;
  }

  boolean isNumber(EntryField field) {
    return number(field) != null;
  }

  private void readSession(LogEntryRead.Builder entry) {
    entry.logTimeMicros(time(LOG_TIME)).sessionStartMicros(time(SESSION_START));
    entry.pid(integer(PID)).leaderPid(integer(LEADER_PID));
    entry.sessionId(name(SESSION_ID)).lineNumber(number(LINE_NUMBER));
    entry.user(name(USER)).database(name(DATABASE)).application(name(APPLICATION));
    entry.commandTag(name(COMMAND_TAG)).backendType(name(BACKEND_TYPE));
  }

  private void readState(LogEntryRead.Builder entry) {
    entry.virtualXid(name(VIRTUAL_XID)).xid(identity(XID)).queryId(identity(QUERY_ID));
    String severity = name(SEVERITY);
    String english = LogWords.shared().severity(severity);
    entry.severity(english == null ? severity : english);
    String state = name(SQLSTATE);
    entry.sqlState(state == null && format == LogFormat.JSONLOG ? SUCCESS : state);
  }

  private void readTexts(LogEntryRead.Builder entry) {
    entry.location(location());
    entry.internalPosition(integer(INTERNAL_POSITION));
    entry.statementPosition(integer(STATEMENT_POSITION));
    entry.message(text(MESSAGE)).detail(text(DETAIL)).hint(text(HINT)).context(text(CONTEXT));
    entry.statement(text(STATEMENT)).internalQuery(text(INTERNAL_QUERY));
  }

  private void readRemote(LogEntryRead.Builder entry) {
    String remote = name(REMOTE);
    if (remote == null) {
      entry.remoteHost(name(REMOTE_HOST)).remotePort(integer(REMOTE_PORT));
      return;
    }
    int colon = remote.lastIndexOf(':');
    Integer port = port(remote, colon + 1);
    boolean both = colon > 0 && port != null;
    entry.remoteHost(both ? remote.substring(0, colon) : remote).remotePort(both ? port : null);
  }

  /** The number from a place to the end; null when it is none. */
  static Integer port(String text, int from) {
    byte[] digits = text.substring(from).getBytes(StandardCharsets.UTF_8);
    long number = Digits.parse(digits, 0, digits.length);
    return number >= 0 && number <= 0xFFFF ? (Integer) (int) number : null;
  }

  private String location() {
    String file = name(FILE);
    if (file == null) {
      return name(LOCATION);
    }
    String function = name(FUNCTION);
    String line = name(FILE_LINE);
    return (function == null ? "" : function + ", ") + file + (line == null ? "" : ":" + line);
  }

  private String text(EntryField field) {
    return texts.text(field);
  }

  /** A text of which an empty one says nothing. */
  private String name(EntryField field) {
    String text = text(field);
    return text == null || text.isEmpty() ? null : text;
  }

  private Long time(EntryField field) {
    ByteText bytes = texts.bytes(field);
    long micros = times.micros(bytes.bytes(), 0, bytes.length());
    return micros == LogTimes.NO_TIME ? null : (Long) micros;
  }

  private Long number(EntryField field) {
    ByteText bytes = texts.bytes(field);
    long number = Digits.parse(bytes.bytes(), 0, bytes.length());
    return number == Digits.NOT_A_NUMBER ? null : (Long) number;
  }

  /** A number of which 0 says that there is none. */
  private Long identity(EntryField field) {
    Long number = number(field);
    return number == null || number == 0 ? null : number;
  }

  private Integer integer(EntryField field) {
    Long number = number(field);
    return number == null || number != number.intValue() ? null : (Integer) number.intValue();
  }
}
