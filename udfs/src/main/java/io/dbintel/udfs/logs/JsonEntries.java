package io.dbintel.udfs.logs;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.StringWriter;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Entries as in jsonlog, one object each. Keys that are not jsonlog's are dropped, and so is what
 * follows a place that is no JSON.
 */
final class JsonEntries {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(LogScrubber.MAX_CHARACTERS).build())
          .build();

  /** What a key holds: a field, or the kind of its typed value. */
  private static final Map<String, Object> KEYS =
      Map.ofEntries(
          Map.entry("timestamp", TypedValue.TIME),
          Map.entry("user", LogField.USER),
          Map.entry("dbname", LogField.DATABASE),
          Map.entry("pid", TypedValue.NUMBER),
          Map.entry("remote_host", LogField.REMOTE_HOST),
          Map.entry("session_id", TypedValue.SESSION),
          Map.entry("line_num", TypedValue.NUMBER),
          Map.entry("ps", LogField.COMMAND_TAG),
          Map.entry("session_start", TypedValue.TIME),
          Map.entry("vxid", TypedValue.TRANSACTION),
          Map.entry("txid", TypedValue.NUMBER),
          Map.entry("error_severity", LogField.SEVERITY),
          Map.entry("state_code", LogField.SQLSTATE),
          Map.entry("message", LogField.MESSAGE),
          Map.entry("detail", LogField.DETAIL),
          Map.entry("hint", LogField.HINT),
          Map.entry("internal_query", LogField.INTERNAL_QUERY),
          Map.entry("internal_position", TypedValue.NUMBER),
          Map.entry("context", LogField.CONTEXT),
          Map.entry("statement", LogField.STATEMENT),
          Map.entry("cursor_position", TypedValue.NUMBER),
          Map.entry("func_name", Source.NAME),
          Map.entry("file_name", Source.NAME),
          Map.entry("file_line_num", TypedValue.NUMBER),
          Map.entry("application_name", LogField.APPLICATION),
          Map.entry("backend_type", LogField.BACKEND_TYPE),
          Map.entry("leader_pid", TypedValue.NUMBER),
          Map.entry("query_id", TypedValue.NUMBER));

  /** A place in the server's source. */
  private enum Source {
    NAME
  }

  private final EntryScrubber entry;
  private final LogOutput out;

  JsonEntries(EntryScrubber entry, LogOutput out) {
    this.entry = entry;
    this.out = out;
  }

  static boolean isJson(String text) {
    return text.stripLeading().startsWith("{");
  }

  void scrub(String entries) {
    Map<String, String> values = new LinkedHashMap<>();
    try (JsonParser parser = JSON.createParser(entries)) {
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        read(parser, values);
        write(values);
        values.clear();
      }
      if (parser.currentToken() != null) {
        out.truncated();
      }
    } catch (IOException notJson) {
      out.truncated();
      write(values);
    }
    if (entries.endsWith("\n")) {
      out.text().append('\n');
    }
  }

  private static void read(JsonParser parser, Map<String, String> values) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      JsonToken value = parser.nextToken();
      if (value == JsonToken.VALUE_STRING || value == JsonToken.VALUE_NUMBER_INT) {
        if (KEYS.containsKey(key)) {
          values.put(key, parser.getText());
        }
      } else {
        parser.skipChildren();
      }
    }
  }

  private void write(Map<String, String> values) {
    Map<LogField, String> fields = new EnumMap<>(LogField.class);
    values.forEach(
        (key, value) -> {
          if (KEYS.get(key) instanceof LogField field) {
            fields.put(field, value);
          }
        });
    EntryFacts facts = EntryFacts.of(new LogFields(fields));
    StringWriter line = new StringWriter();
    boolean known = false;
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      for (Map.Entry<String, String> value : values.entrySet()) {
        known |= write(value.getKey(), value.getValue(), facts, json);
      }
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new IllegalStateException("A string cannot be written", impossible);
    }
    out.count(known);
    out.text().append(out.text().length() == 0 ? "" : "\n").append(line);
  }

  /** True for a message with a known shape. */
  private boolean write(String key, String value, EntryFacts facts, JsonGenerator json)
      throws IOException {
    Object kind = KEYS.get(key);
    if (kind instanceof LogField field) {
      ScrubbedText scrubbed = entry.scrub(field, value, facts);
      json.writeStringField(key, scrubbed.text());
      return field == LogField.MESSAGE && scrubbed.known();
    }
    if (kind == TypedValue.NUMBER && TypedValue.NUMBER.accepts(value)) {
      json.writeFieldName(key);
      json.writeNumber(value);
    } else {
      json.writeStringField(
          key, kind instanceof TypedValue type ? type.keep(value) : Names.identifier(value));
    }
    return false;
  }
}
