package io.dbintel.ingest.logs.parse;

/** An entry of stderr that may have more lines. */
final class OpenEntry {
  private final EntryTexts texts;
  private LogEntryRead.Builder entry;
  private LineIdentity identity;
  private String severity;
  private long start;
  private long end;

  OpenEntry(ParseOptions options) {
    texts = new EntryTexts(options);
  }

  boolean isOpen() {
    return entry != null;
  }

  long start() {
    return start;
  }

  LineIdentity identity() {
    return identity;
  }

  /** Begins an entry, and returns what its prefix is to be read into. */
  LogEntryRead.Builder open(long offset, LineIdentity who, String severityWord) {
    texts.clear();
    start = offset;
    identity = who;
    severity = severityWord;
    entry = LogEntryRead.builder(0, 0, LogFormat.STDERR).severity(severityWord);
    return entry;
  }

  boolean has(EntryField field) {
    return texts.has(field);
  }

  /** The text of a part begins. */
  void begin(EntryField field, byte[] line, int from, int to) {
    texts.select(field);
    texts.append(line, from, to - from);
  }

  /** The text of the last part goes on in another line. */
  void goOn(byte[] line, int from, int to) {
    texts.append((byte) '\n');
    texts.append(line, from, to - from);
  }

  void markCut() {
    texts.markCut();
  }

  /** A line of it ends here. */
  void endsAt(long offset) {
    end = offset;
  }

  void drop() {
    entry = null;
  }

  LogEntryRead close() {
    String detail = texts.text(EntryField.DETAIL);
    String hint = texts.text(EntryField.HINT);
    String location = texts.text(EntryField.LOCATION);
    String message = texts.text(EntryField.MESSAGE);
    String context = texts.text(EntryField.CONTEXT);
    String statement = texts.text(EntryField.STATEMENT);
    String query = texts.text(EntryField.INTERNAL_QUERY);
    if (location != null) {
      message = withoutSqlState(message);
    }
    entry.detail(detail).hint(hint).location(location).context(context);
    entry.statement(statement).internalQuery(query);
    MessagePosition position =
        MessagePosition.of(message, severity, context, query == null ? statement : query);
    entry.message(position.message());
    if (query == null) {
      entry.statementPosition(position.position());
    } else {
      entry.internalPosition(position.position());
    }
    LogEntryRead done = entry.place(start, end - start).truncated(texts.cut()).build();
    entry = null;
    return done;
  }

  /** With {@code log_error_verbosity = verbose} the SQLSTATE begins the message. */
  private String withoutSqlState(String message) {
    int length = 5;
    if (message.length() < length + 2 || !message.startsWith(": ", length)) {
      return message;
    }
    for (int i = 0; i < length; i++) {
      char c = message.charAt(i);
      if ((c < '0' || c > '9') && (c < 'A' || c > 'Z')) {
        return message;
      }
    }
    entry.sqlState(message.substring(0, length));
    return message.substring(length + 2);
  }
}
