package io.dbintel.local.it;

import io.dbintel.schemas.envelope.Envelope;
import io.dbintel.schemas.raw.SessionsTick;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** A published tick, its rows by column name. */
record Tick(Envelope envelope, SessionsTick body) {

  List<Map<String, Object>> rows() {
    return body.rows().stream().map(this::named).toList();
  }

  List<Map<String, Object>> rows(Predicate<Map<String, Object>> which) {
    return rows().stream().filter(which).toList();
  }

  /** The rows of clients, without processes of the server. */
  List<Map<String, Object>> clients() {
    return rows(row -> "client backend".equals(row.get("backend_type")));
  }

  Optional<Map<String, Object>> row(long pid) {
    return rows().stream().filter(row -> number(row.get("pid")) == pid).findFirst();
  }

  /** Pids that a session waits for; empty when it waits for none. */
  List<Long> blockers(long pid) {
    return body.blocked().stream()
        .filter(blocked -> blocked.pid() == pid)
        .findFirst()
        .map(SessionsTick.Blocked::blockers)
        .orElse(List.of());
  }

  static long number(Object value) {
    return ((Number) value).longValue();
  }

  private Map<String, Object> named(List<Object> row) {
    Map<String, Object> named = new LinkedHashMap<>();
    for (int i = 0; i < row.size(); i++) {
      named.put(body.columns().get(i), row.get(i));
    }
    return named;
  }
}
