package io.dbintel.ingest.breaker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.dbintel.ingest.breaker.ErrorAction.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What each failure means, read from {@code error-actions.yaml}. */
final class ErrorActions {
  static final ErrorActions ALL = load();

  /** For a reason that the file does not know, for example one of a collector of its own. */
  private static final ErrorAction UNKNOWN =
      new ErrorAction("", Kind.COUNT, false, "unknown; it may pass");

  private static final int SQLSTATE_CLASS = 2;

  private final Map<String, ErrorAction> byFailure;

  private ErrorActions(Map<String, ErrorAction> byFailure) {
    this.byFailure = byFailure;
  }

  /** The action of the longest entry that matches. */
  ErrorAction of(String reason) {
    ErrorAction exact = byFailure.get(reason);
    if (exact != null) {
      return exact;
    }
    int colon = reason.indexOf(':');
    if (colon < 0) {
      return UNKNOWN;
    }
    int classEnd = Math.min(reason.length(), colon + 1 + SQLSTATE_CLASS);
    ErrorAction byClass = byFailure.get(reason.substring(0, classEnd));
    return byClass != null ? byClass : byFailure.getOrDefault(reason.substring(0, colon), UNKNOWN);
  }

  /** By failure, in the order of the file. */
  Map<String, ErrorAction> entries() {
    return byFailure;
  }

  private static ErrorActions load() {
    ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
    try (InputStream in = ErrorActions.class.getResourceAsStream("error-actions.yaml")) {
      Map<String, ErrorAction> actions = new LinkedHashMap<>();
      for (JsonNode entry : yaml.readTree(in)) {
        ErrorAction action =
            new ErrorAction(
                entry.required("failure").textValue(),
                Kind.valueOf(entry.required("action").textValue().toUpperCase(Locale.ROOT)),
                server(entry.required("scope").textValue()),
                entry.required("why").textValue());
        if (actions.put(action.failure(), action) != null) {
          throw new IllegalStateException(
              "error-actions.yaml: " + action.failure() + " stands there twice");
        }
      }
      return new ErrorActions(actions);
    } catch (IOException broken) {
      throw new UncheckedIOException("error-actions.yaml cannot be read", broken);
    }
  }

  private static boolean server(String scope) {
    return switch (scope) {
      case "server" -> true;
      case "feature" -> false;
      default ->
          throw new IllegalStateException(
              "error-actions.yaml: scope " + scope + " must be server or feature");
    };
  }
}
