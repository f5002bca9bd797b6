package io.dbintel.local.scrub;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.dbintel.udfs.scrub.ScrubKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads a line: {@code id} (optional, string or integer), {@code kind}, {@code text}, and {@code
 * field} (optional). Other keys are passed over. Everything wrong with a line is told at once, and
 * nothing that stands in it.
 */
final class LineParser {
  /** Characters of a text: those of the longest record of a topic. */
  static final int LONGEST_TEXT = 16 << 20;

  private static final int LONGEST_ID = 1024;
  private static final int LONGEST_FIELD = 256;
  private static final String KINDS = "must be one of sql, plan, log, text";
  private static final String SHAPE = "the line must be one JSON object in UTF-8";

  private final JsonFactory json =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .build();

  private final List<String> problems = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private LineId id;
  private ScrubKind kind;
  private String field;
  private String text;

  InputLine parse(byte[] line, int length) {
    clear();
    try (JsonParser parser = json.createParser(line, 0, length)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return InputLine.unreadable(
            null, SHAPE + ": it " + (length == 0 ? "is empty" : "is something else"));
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String key = parser.currentName();
        parser.nextToken();
        read(key, parser);
      }
      if (parser.nextToken() != null) {
        return InputLine.unreadable(id, SHAPE + ": something follows the object");
      }
    } catch (JsonProcessingException malformed) {
      // Its message shows parts of the line.
      return InputLine.unreadable(
          id, SHAPE + ": malformed at byte " + malformed.getLocation().getByteOffset());
    } catch (IOException malformed) {
      return InputLine.unreadable(id, SHAPE);
    }
    return result();
  }

  private void clear() {
    problems.clear();
    seen.clear();
    id = null;
    kind = null;
    field = null;
    text = null;
  }

  private InputLine result() {
    for (String key : List.of("kind", "text")) {
      if (!seen.contains(key)) {
        problems.add(key + " is missing: " + (key.equals("kind") ? KINDS : "must be a string"));
      }
    }
    return problems.isEmpty()
        ? new InputLine(id, kind, field == null ? ScrubKind.TEXT.id() : field, text, List.of())
        : new InputLine(id, null, null, null, List.copyOf(problems));
  }

  private void read(String key, JsonParser parser) throws IOException {
    switch (key) {
      case "id" -> once(key, () -> readId(parser), parser);
      case "kind" -> once(key, () -> readKind(parser), parser);
      case "text" -> once(key, () -> text = string("text", LONGEST_TEXT, parser), parser);
      case "field" -> once(key, () -> readField(parser), parser);
      default -> parser.skipChildren();
    }
  }

  private interface Read {
    void run() throws IOException;
  }

  private void once(String key, Read read, JsonParser parser) throws IOException {
    if (seen.add(key)) {
      read.run();
    } else {
      problems.add(key + " is there twice: must be given once");
    }
    parser.skipChildren();
  }

  private void readId(JsonParser parser) throws IOException {
    switch (parser.currentToken()) {
      case VALUE_NULL -> id = null;
      case VALUE_NUMBER_INT -> id = new LineId(parser.getText(), true);
      case VALUE_STRING -> {
        String value = string("id", LONGEST_ID, parser);
        id = value == null ? null : new LineId(value, false);
      }
      default -> problems.add("id is " + kindOf(parser) + ": must be a string or an integer");
    }
  }

  private void readKind(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      problems.add("kind is " + kindOf(parser) + ": " + KINDS);
      return;
    }
    String value = parser.getText();
    kind = ScrubKind.of(value).orElse(null);
    if (kind == null) {
      problems.add("kind is an unknown word of %d characters: %s".formatted(value.length(), KINDS));
    }
  }

  private void readField(JsonParser parser) throws IOException {
    field =
        parser.currentToken() == JsonToken.VALUE_NULL
            ? null
            : string("field", LONGEST_FIELD, parser);
  }

  /** The string of a key; null, and a problem more, when it is something else or too long. */
  private String string(String key, int longest, JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      problems.add(key + " is " + kindOf(parser) + ": must be a string");
      return null;
    }
    if (parser.getTextLength() > longest) {
      problems.add(
          "%s has %d characters: must have at most %d"
              .formatted(key, parser.getTextLength(), longest));
      return null;
    }
    return parser.getText();
  }

  private static String kindOf(JsonParser parser) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_STRING -> "a string";
      case VALUE_TRUE, VALUE_FALSE -> "a boolean";
      case VALUE_NULL -> "null";
      default -> "a number";
    };
  }
}
