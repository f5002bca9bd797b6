package io.dbintel.ingest.logs.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.dbintel.ingest.config.LogFormatChoice;
import io.dbintel.ingest.logs.parse.LogFormat;
import io.dbintel.schemas.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a pushed record says, as the server would have logged it. A body is one of: a line of any of
 * the three formats; an object of jsonlog; an object with the columns of csvlog under {@code
 * record}, as CloudNativePG writes it; an object with a line under {@code log} or {@code message},
 * as container runtimes and collectors write it. Objects may come as text, too.
 *
 * @param bytes with a line feed at the end
 */
record PushedLine(LogFormat format, byte[] bytes) {
  /** What is no log of PostgreSQL, but of a program beside it: left out, and no error. */
  static final PushedLine FOREIGN = new PushedLine(LogFormat.STDERR, new byte[0]);

  private static final List<String> LINES = List.of("log", "message", "msg");

  /** Columns of csvlog by the names that the operator gives them. */
  private static final List<String> COLUMNS =
      List.of(
          "log_time",
          "user_name",
          "database_name",
          "process_id",
          "connection_from",
          "session_id",
          "session_line_num",
          "command_tag",
          "session_start_time",
          "virtual_transaction_id",
          "transaction_id",
          "error_severity",
          "sql_state_code",
          "message",
          "detail",
          "hint",
          "internal_query",
          "internal_query_pos",
          "context",
          "query",
          "query_pos",
          "location",
          "application_name",
          "backend_type",
          "leader_pid",
          "query_id");

  /** Those that the server writes in quotes. */
  private static final Set<String> QUOTED =
      Set.of(
          "user_name",
          "database_name",
          "connection_from",
          "command_tag",
          "message",
          "detail",
          "hint",
          "internal_query",
          "context",
          "query",
          "location",
          "application_name",
          "backend_type");

  boolean foreign() {
    return bytes.length == 0;
  }

  /** Empty when the body is none of what is known. */
  static Optional<PushedLine> of(JsonNode body, LogFormatChoice choice) {
    if (body.isTextual()) {
      return ofText(body.textValue(), choice);
    }
    return body.isObject() ? ofObject(body, choice) : Optional.empty();
  }

  private static Optional<PushedLine> ofText(String text, LogFormatChoice choice) {
    String line = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    if (line.isBlank()) {
      return Optional.of(FOREIGN);
    }
    if (line.startsWith("{") && choice != LogFormatChoice.STDERR) {
      try {
        JsonNode object = Json.mapper().readTree(line);
        return object.isObject() ? ofObject(object, choice) : Optional.empty();
      } catch (JsonProcessingException broken) {
        return Optional.empty();
      }
    }
    LogFormat format =
        switch (choice) {
          case STDERR -> LogFormat.STDERR;
          case CSVLOG -> LogFormat.CSVLOG;
          case AUTO, JSONLOG -> StdinSource.guess(line);
        };
    return Optional.of(line(format, line));
  }

  private static Optional<PushedLine> ofObject(JsonNode object, LogFormatChoice choice) {
    JsonNode record = object.path("record");
    if (record.isObject()) {
      return record.has("error_severity")
          ? Optional.of(line(LogFormat.CSVLOG, csv(record)))
          : Optional.of(FOREIGN);
    }
    if (object.has("error_severity")) {
      return Optional.of(line(LogFormat.JSONLOG, object.toString()));
    }
    if (object.has("logger")) {
      return Optional.of(FOREIGN);
    }
    for (String name : LINES) {
      JsonNode text = object.path(name);
      if (text.isTextual() && !text.textValue().startsWith("{")) {
        return ofText(text.textValue(), choice);
      }
    }
    return Optional.empty();
  }

  private static String csv(JsonNode record) {
    StringBuilder line = new StringBuilder();
    for (String column : COLUMNS) {
      String value = record.path(column).asText("");
      line.append(line.length() == 0 ? "" : ",");
      boolean quoted =
          !value.isEmpty()
              && (QUOTED.contains(column)
                  || value.indexOf('"') >= 0
                  || value.indexOf(',') >= 0
                  || value.indexOf('\n') >= 0);
      line.append(quoted ? '"' + value.replace("\"", "\"\"") + '"' : value);
    }
    return line.toString();
  }

  private static PushedLine line(LogFormat format, String text) {
    return new PushedLine(format, (text + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
