package io.dbintel.ingest.logs.parse;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The words before a colon that say what a line of stderr is: {@code log-words.yaml}. */
final class LogWords {
  /** Bytes of the longest word. */
  static final int LONGEST = 64;

  private static final LogWords SHARED = new LogWords(DataFiles.read("log-words.yaml"));

  private final Map<String, String> severities = new HashMap<>();
  private final Map<String, EntryField> parts = new HashMap<>();

  private final List<String> positions = new ArrayList<>();

  private LogWords(JsonNode file) {
    for (Map.Entry<String, JsonNode> severity : file.get("severities").properties()) {
      severity.getValue().forEach(word -> severities.put(word.asText(), severity.getKey()));
    }
    for (Map.Entry<String, JsonNode> part : file.get("parts").properties()) {
      EntryField field = EntryField.valueOf(part.getKey());
      part.getValue().forEach(word -> parts.put(word.asText(), field));
    }
    file.get("positions").forEach(phrase -> positions.add(phrase.asText()));
  }

  /** The phrase before the position that begins at {@code digits}; null when there is none. */
  String positionPhrase(String message, int digits) {
    for (String phrase : positions) {
      if (digits >= phrase.length()
          && message.startsWith(phrase, digits - phrase.length())
          && phrase.contains("(") == message.endsWith(")")) {
        return phrase;
      }
    }
    return null;
  }

  static LogWords shared() {
    return SHARED;
  }

  /** The English word of a severity; null when it is none in a known language. */
  String severity(String word) {
    return severities.get(word);
  }

  /** The part of an entry that begins so; null when none does. */
  EntryField part(String word) {
    return parts.get(word);
  }
}
