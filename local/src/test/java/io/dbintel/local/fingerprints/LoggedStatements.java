package io.dbintel.local.fingerprints;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The texts of a server's log by backend, and per backend by statement: what precedes the entry of
 * a statement's end belongs to that statement.
 */
final class LoggedStatements {
  private static final int BACKEND = 3;
  private static final int SEVERITY = 11;
  private static final int MESSAGE = 13;
  private static final int STATEMENT = 19;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern DURATION =
      Pattern.compile(
          "duration: [0-9.]+ ms  (statement|parse|bind|execute|plan)(?: [^:]*)?:\\s(.*)",
          Pattern.DOTALL);
  private static final Pattern TEXT_PLAN =
      Pattern.compile(
          "Query Text: (.*?)\\n(?:Query Parameters: [^\\n]*\\n)?[^\\n]*\\(cost=.*", Pattern.DOTALL);

  private final Map<Integer, List<List<SeenText>>> byBackend = new TreeMap<>();
  private final Map<Integer, List<SeenText>> open = new TreeMap<>();

  private LoggedStatements() {}

  static LoggedStatements ofCsv(String log) {
    LoggedStatements logged = new LoggedStatements();
    for (List<String> row : CsvRows.of(log)) {
      if (!row.get(BACKEND).isEmpty()) {
        logged.entry(
            Integer.parseInt(row.get(BACKEND)),
            row.get(SEVERITY),
            row.get(MESSAGE),
            row.get(STATEMENT));
      }
    }
    return logged;
  }

  static LoggedStatements ofJson(String log) {
    LoggedStatements logged = new LoggedStatements();
    log.lines()
        .map(LoggedStatements::json)
        .filter(entry -> entry.has("pid"))
        .forEach(
            entry ->
                logged.entry(
                    entry.path("pid").asInt(),
                    entry.path("error_severity").asText(),
                    entry.path("message").asText(),
                    entry.path("statement").asText()));
    return logged;
  }

  /** One list of texts per statement that ended, in order. */
  List<List<SeenText>> of(int backend) {
    return byBackend.getOrDefault(backend, List.of());
  }

  private void entry(int backend, String severity, String message, String statement) {
    Matcher duration = DURATION.matcher(message);
    if (severity.equals("ERROR")) {
      seen(backend, Source.LOG_ERROR, statement);
      end(backend);
    } else if (duration.matches()) {
      String text = duration.group(2);
      switch (duration.group(1)) {
        case "parse" -> seen(backend, Source.LOG_PARSE, text);
        case "bind" -> seen(backend, Source.LOG_BIND, text);
        case "plan" -> plan(backend, ofPlan(text));
        default -> {
          seen(backend, Source.LOG, text);
          end(backend);
        }
      }
    }
  }

  private void seen(int backend, Source source, String text) {
    open.computeIfAbsent(backend, key -> new ArrayList<>()).add(new SeenText(source, text));
  }

  private void end(int backend) {
    byBackend.computeIfAbsent(backend, key -> new ArrayList<>()).add(open.remove(backend));
  }

  /**
   * Over the extended protocol a query's plan may come after the entry of its end, when its portal
   * goes away: before the next statement is parsed or bound.
   */
  private void plan(int backend, String text) {
    List<List<SeenText>> ended = of(backend);
    boolean late =
        !ended.isEmpty()
            && !open.containsKey(backend)
            && ended.get(ended.size() - 1).stream()
                .anyMatch(seen -> seen.source() == Source.LOG_BIND);
    if (late) {
      ended.get(ended.size() - 1).add(new SeenText(Source.PLAN, text));
    } else {
      seen(backend, Source.PLAN, text);
    }
  }

  private static String ofPlan(String plan) {
    if (plan.startsWith("{")) {
      return json(plan).path("Query Text").asText();
    }
    Matcher text = TEXT_PLAN.matcher(plan);
    if (!text.matches()) {
      throw new IllegalArgumentException("No query text in the plan " + plan);
    }
    return text.group(1);
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Not JSON: " + text, e);
    }
  }
}
