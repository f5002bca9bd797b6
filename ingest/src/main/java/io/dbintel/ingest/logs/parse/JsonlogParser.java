package io.dbintel.ingest.logs.parse;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Records of jsonlog: one object in a line, with strings and numbers. Unknown keys are passed over,
 * nested values too. A line feed is an escape within a string, so one that is not shows that the
 * record was cut.
 */
final class JsonlogParser extends RecordParser {
  private static final Map<String, EntryField> KEYS = keys();
  private static final byte[] FIRST_KEY = "{\"timestamp\":\"".getBytes(US_ASCII);
  private static final int LONGEST_KEY = 64;
  private static final int NESTED = 64;

  private enum State {
    BEFORE,
    KEY_OR_END,
    KEY,
    COLON,
    VALUE,
    STRING,
    LITERAL,
    COMMA,
    /** Within a value that is an object or an array. */
    NESTED,
    NESTED_STRING,
    AFTER
  }

  private final ByteText key = new ByteText();
  private final JsonEscape escape;
  private State state;
  private int depth;
  private boolean escaped;

  JsonlogParser(ParseOptions options) {
    super(options, LogFormat.JSONLOG);
    escape = new JsonEscape(options.charset());
    reset();
  }

  @Override
  void reset() {
    state = State.BEFORE;
    depth = 0;
    escaped = false;
    escape.reset();
  }

  @Override
  int content(byte[] bytes, int from, int to) {
    if (state != State.STRING || escape.isOpen()) {
      return 0;
    }
    int end = from;
    while (end < to && bytes[end] != '"' && bytes[end] != '\\' && bytes[end] != '\n') {
      end++;
    }
    return end - from;
  }

  @Override
  boolean step(byte b) {
    if (b == '\n') {
      return endOfLine();
    }
    return switch (state) {
      case BEFORE -> before(b);
      case KEY_OR_END -> keyOrEnd(b);
      case KEY -> key(b);
      case COLON -> isSpace(b) || (b == ':' && go(State.VALUE));
      case VALUE -> value(b);
      case STRING -> string(b);
      case LITERAL -> literal(b);
      case COMMA -> isSpace(b) || comma(b);
      case NESTED -> nested(b);
      case NESTED_STRING -> nestedString(b);
      case AFTER -> isSpace(b);
    };
  }

  /** As much of the first key as came until the record was noticed to be broken. */
  @Override
  int nextStart(byte[] bytes, int length) {
    for (int at = length - 1; at > 0; at--) {
      int known = Math.min(FIRST_KEY.length, length - at);
      if (Arrays.equals(bytes, at, at + known, FIRST_KEY, 0, known)) {
        return at;
      }
    }
    return -1;
  }

  @Override
  boolean hasMessage() {
    return texts.has(EntryField.MESSAGE);
  }

  private boolean endOfLine() {
    if (state == State.BEFORE) {
      beginNext();
      return true;
    }
    if (state != State.AFTER || !isEntry()) {
      return false;
    }
    give();
    return true;
  }

  private boolean isEntry() {
    return reading.isTime(EntryField.LOG_TIME) && (hasMessage() || texts.has(EntryField.SEVERITY));
  }

  private boolean before(byte b) {
    if (b == 0 || isSpace(b)) {
      beginNext();
      return true;
    }
    return b == '{' && go(State.KEY_OR_END);
  }

  private boolean keyOrEnd(byte b) {
    if (b == '"') {
      key.clear();
      return go(State.KEY);
    }
    return isSpace(b) || (b == '}' && go(State.AFTER));
  }

  private boolean key(byte b) {
    if (b == '"') {
      return go(State.COLON);
    }
    key.append(b);
    return b != '\\' && key.length() < LONGEST_KEY;
  }

  private boolean value(byte b) {
    if (isSpace(b)) {
      return true;
    }
    EntryField field = KEYS.get(key.text(US_ASCII));
    if (b == '"') {
      select(field);
      return go(State.STRING);
    }
    if (b == '{' || b == '[') {
      depth = 1;
      return go(State.NESTED);
    }
    // null says as little as a key that is not there.
    select(b == 'n' || b == 't' || b == 'f' ? null : field);
    texts.append(b);
    return isLiteral(b) && go(State.LITERAL);
  }

  private void select(EntryField field) {
    boolean known = field != null && !texts.has(field);
    texts.select(known ? field : null);
  }

  private boolean string(byte b) {
    if (escape.isOpen()) {
      return escape.take(b, texts);
    }
    if (b == '"') {
      return go(State.COMMA);
    }
    if (b == '\\') {
      escape.open();
    } else {
      texts.append(b);
    }
    return true;
  }

  private boolean literal(byte b) {
    if (isLiteral(b)) {
      texts.append(b);
      return true;
    }
    return isSpace(b) ? go(State.COMMA) : comma(b);
  }

  private boolean comma(byte b) {
    return (b == ',' && go(State.KEY_OR_END)) || (b == '}' && go(State.AFTER));
  }

  private boolean nested(byte b) {
    switch (b) {
      case '"' -> state = State.NESTED_STRING;
      case '{', '[' -> depth++;
      case '}', ']' -> depth--;
      default -> {}
    }
    return depth < NESTED && (depth > 0 || go(State.COMMA));
  }

  private boolean nestedString(byte b) {
    if (escaped) {
      escaped = false;
    } else if (b == '\\') {
      escaped = true;
    } else if (b == '"') {
      state = State.NESTED;
    }
    return true;
  }

  private boolean go(State next) {
    state = next;
    return true;
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\t' || b == '\r';
  }

  private static boolean isLiteral(byte b) {
    return Digits.is(b) || (b >= 'a' && b <= 'z') || b == '-' || b == '+' || b == '.' || b == 'E';
  }

  private static Map<String, EntryField> keys() {
    Map<String, EntryField> keys = new HashMap<>();
    keys.put("timestamp", EntryField.LOG_TIME);
    keys.put("user", EntryField.USER);
    keys.put("dbname", EntryField.DATABASE);
    keys.put("pid", EntryField.PID);
    keys.put("remote_host", EntryField.REMOTE_HOST);
    keys.put("remote_port", EntryField.REMOTE_PORT);
    keys.put("session_id", EntryField.SESSION_ID);
    keys.put("line_num", EntryField.LINE_NUMBER);
    keys.put("ps", EntryField.COMMAND_TAG);
    keys.put("session_start", EntryField.SESSION_START);
    keys.put("vxid", EntryField.VIRTUAL_XID);
    keys.put("txid", EntryField.XID);
    keys.put("error_severity", EntryField.SEVERITY);
    keys.put("state_code", EntryField.SQLSTATE);
    keys.put("message", EntryField.MESSAGE);
    keys.put("detail", EntryField.DETAIL);
    keys.put("hint", EntryField.HINT);
    keys.put("internal_query", EntryField.INTERNAL_QUERY);
    keys.put("internal_position", EntryField.INTERNAL_POSITION);
    keys.put("context", EntryField.CONTEXT);
    keys.put("statement", EntryField.STATEMENT);
    keys.put("cursor_position", EntryField.STATEMENT_POSITION);
    keys.put("func_name", EntryField.FUNCTION);
    keys.put("file_name", EntryField.FILE);
    keys.put("file_line_num", EntryField.FILE_LINE);
    keys.put("application_name", EntryField.APPLICATION);
    keys.put("backend_type", EntryField.BACKEND_TYPE);
    keys.put("leader_pid", EntryField.LEADER_PID);
    keys.put("query_id", EntryField.QUERY_ID);
    return keys;
  }
}
