package io.dbintel.ingest.logs.parse;

import java.util.List;

/**
 * Records of csvlog. A field is in quotes or is a time, number or id without them; only in quotes
 * may there be line feeds. The server writes nothing between a closing quote and the next comma or
 * line feed, so that a record that was cut is noticed in the first quoted field after the cut,
 * whatever stood in it.
 */
final class CsvlogParser extends RecordParser {
  private static final List<EntryField> COLUMNS =
      List.of(EntryField.values())
          .subList(0, List.of(EntryField.values()).indexOf(EntryField.QUERY_ID) + 1);
  private static final int MIN_COLUMNS = COLUMNS.indexOf(EntryField.APPLICATION) + 1;
  private static final int MAX_COLUMNS = 64;

  private enum State {
    START,
    PLAIN,
    QUOTED,
    /** After a quote in quotes: it ends them, or is the first of two. */
    QUOTE
  }

  private State state;
  private int column;
  private boolean some;

  CsvlogParser(ParseOptions options) {
    super(options, LogFormat.CSVLOG);
    reset();
  }

  @Override
  void reset() {
    state = State.START;
    column = 0;
    some = false;
  }

  @Override
  int content(byte[] bytes, int from, int to) {
    if (state != State.QUOTED) {
      return 0;
    }
    int end = from;
    while (end < to && bytes[end] != '"') {
      end++;
    }
    return end - from;
  }

  @Override
  boolean step(byte b) {
    if (!some && (b == 0 || b == '\n')) {
      // Empty lines, and the hole of zeros that truncation leaves before what is written next.
      beginNext();
      return true;
    }
    some = true;
    return switch (state) {
      case START -> start(b);
      case PLAIN -> plain(b);
      case QUOTED -> quoted(b);
      case QUOTE -> afterQuote(b);
    };
  }

  @Override
  int nextStart(byte[] bytes, int length) {
    for (int at = 1; at < length; at++) {
      if (canBegin(bytes, at, length)) {
        return at;
      }
    }
    return -1;
  }

  /** Whether a time and a comma begin there, as far as the bytes go. */
  private static boolean canBegin(byte[] bytes, int from, int to) {
    if (!LogTimes.canBegin(bytes, from, to)) {
      return false;
    }
    int zone = from + LogTimes.MILLIS_LENGTH + 1;
    int end = zone >= to ? to : LogTimes.zoneEnd(bytes, zone, to);
    return end == to || (end > zone && bytes[end] == ',');
  }

  @Override
  boolean hasMessage() {
    return texts.has(EntryField.MESSAGE);
  }

  private boolean start(byte b) {
    if (column == 0 && !Digits.is(b)) {
      return false;
    }
    if (b == '"') {
      select();
      state = State.QUOTED;
      return true;
    }
    if (b == ',' || b == '\n') {
      return endOfField(b);
    }
    select();
    texts.append(b);
    state = State.PLAIN;
    return true;
  }

  private boolean plain(byte b) {
    if (b == ',' || b == '\n') {
      return endOfField(b);
    }
    texts.append(b);
    return b != '"';
  }

  private boolean quoted(byte b) {
    if (b == '"') {
      state = State.QUOTE;
    } else {
      texts.append(b);
    }
    return true;
  }

  private boolean afterQuote(byte b) {
    if (b == '"') {
      texts.append(b);
      state = State.QUOTED;
      return true;
    }
    return (b == ',' || b == '\n') && endOfField(b);
  }

  private void select() {
    texts.select(field());
  }

  private boolean endOfField(byte b) {
    if (!fits()) {
      return false;
    }
    state = State.START;
    column++;
    if (b == ',') {
      return column < MAX_COLUMNS;
    }
    if (column < MIN_COLUMNS) {
      return false;
    }
    give();
    return true;
  }

  /** What the column holds; null for a column of a later release. */
  private EntryField field() {
    return column < COLUMNS.size() ? COLUMNS.get(column) : null;
  }

  /** Whether a field can be what its column holds: so a cut record is noticed early. */
  private boolean fits() {
    EntryField field = field();
    if (field == null) {
      return true;
    }
    boolean quoted = state == State.QUOTE;
    return switch (field) {
      case LOG_TIME, SESSION_START -> reading.isTime(field);
      case PID, LINE_NUMBER, XID -> reading.isNumber(field);
      case INTERNAL_POSITION, STATEMENT_POSITION, LEADER_PID, QUERY_ID ->
          !texts.has(field) || reading.isNumber(field);
      case SESSION_ID, SEVERITY, SQLSTATE -> texts.has(field) && !quoted;
      case VIRTUAL_XID -> !quoted;
      default -> quoted || !texts.has(field);
    };
  }
}
