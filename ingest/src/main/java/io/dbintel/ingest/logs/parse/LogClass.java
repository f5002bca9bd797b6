package io.dbintel.ingest.logs.parse;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One class of {@code log-classes.yaml}. */
final class LogClass {
  private static final Set<String> KEYS =
      Set.of("keep", "sqlstates", "decided_by", "backends", "messages", "lines", "details");

  private final EntryKind kind;
  private final Set<String> sqlStates;
  private final Set<String> decidedBy;
  private final Set<String> backends;
  private final List<Message> messages = new ArrayList<>();
  private final ShapeIndex<MessageShape> lines;
  private final ShapeIndex<MessageShape> details;

  /**
   * A message of a class.
   *
   * @param constants fields that it sets
   */
  record Message(LogClass of, MessageShape shape, Map<String, Object> constants) {}

  LogClass(String name, JsonNode node, JsonNode reports) {
    node.fieldNames()
        .forEachRemaining(
            key -> {
              if (!KEYS.contains(key)) {
                throw new IllegalArgumentException(
                    "Invalid key %s of class %s: must be one of %s".formatted(key, name, KEYS));
              }
            });
    kind = new EntryKind(name, node.get("keep").asBoolean());
    sqlStates = words(node.path("sqlstates"));
    decidedBy = words(node.path("decided_by"));
    backends = words(node.path("backends"));
    node.path("messages").forEach(message -> messages.add(message(message)));
    lines = index(node, "lines", reports);
    details = index(node, "details", reports);
  }

  EntryKind kind() {
    return kind;
  }

  /** SQLSTATEs that make an entry one of this class. */
  Set<String> decidedBy() {
    return decidedBy;
  }

  List<Message> messages() {
    return messages;
  }

  /** Whether an entry that has one of the messages may be of this class. */
  boolean accepts(LogEntryRead entry) {
    boolean state =
        sqlStates.isEmpty() || entry.sqlState() == null || sqlStates.contains(entry.sqlState());
    boolean backend =
        backends.isEmpty() || entry.backendType() == null || backends.contains(entry.backendType());
    return state && backend;
  }

  /** Adds what the lines of the texts say. */
  void readLines(LogEntryRead entry, LogClasses classes, Map<String, Object> fields) {
    read(entry.detail(), 0, details, classes, fields);
    int second = entry.message() == null ? -1 : entry.message().indexOf('\n');
    if (second >= 0) {
      read(entry.message(), second + 1, lines, classes, fields);
    }
  }

  private static void read(
      String text,
      int from,
      ShapeIndex<MessageShape> shapes,
      LogClasses classes,
      Map<String, Object> fields) {
    if (text == null || shapes.isEmpty()) {
      return;
    }
    int start = from;
    while (start <= text.length()) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end;
      String line = text.substring(start, end);
      for (MessageShape shape : shapes.candidates(line)) {
        Map<String, Object> values = shape.match(line, classes);
        if (values != null) {
          values.forEach(fields::putIfAbsent);
          break;
        }
      }
      start = end + 1;
    }
  }

  private Message message(JsonNode node) {
    Map<String, Object> constants = new HashMap<>();
    for (Map.Entry<String, JsonNode> constant : node.path("set").properties()) {
      JsonNode value = constant.getValue();
      constants.put(constant.getKey(), value.isNumber() ? (Object) value.asLong() : value.asText());
    }
    String shape = node.isTextual() ? node.asText() : node.get("shape").asText();
    return new Message(this, MessageShape.of(shape), constants);
  }

  private static ShapeIndex<MessageShape> index(JsonNode node, String key, JsonNode reports) {
    List<MessageShape> all = new ArrayList<>();
    if (node.has(key)) {
      reports.get(node.get(key).asText()).forEach(line -> all.add(MessageShape.of(line.asText())));
    }
    return new ShapeIndex<>(all, shape -> shape);
  }

  private static Set<String> words(JsonNode list) {
    Set<String> words = new HashSet<>();
    list.forEach(word -> words.add(word.asText()));
    return words;
  }
}
