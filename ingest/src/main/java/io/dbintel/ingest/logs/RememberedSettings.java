package io.dbintel.ingest.logs;

import com.fasterxml.jackson.databind.JsonNode;
import io.dbintel.ingest.logs.source.PositionStore;
import io.dbintel.ingest.postgres.PollFailure;
import io.dbintel.schemas.json.Json;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's settings as last seen: a collector that starts while the server is down can read its
 * log all the same.
 */
final class RememberedSettings {
  private static final Logger LOG = LoggerFactory.getLogger(RememberedSettings.class);

  private final PositionStore store;
  private Map<String, String> last;

  RememberedSettings(PositionStore store) {
    this.store = store;
  }

  Map<String, String> last() throws PollFailure {
    if (last == null) {
      Map<String, String> settings = new TreeMap<>();
      for (Map.Entry<String, JsonNode> one :
          store.load().orElseGet(Json.mapper()::createObjectNode).properties()) {
        settings.put(one.getKey(), one.getValue().asText());
      }
      last = settings;
    }
    return last;
  }

  /** Keeps them for the next time. */
  LogSettings with(LogSettings settings) {
    if (!settings.server().equals(last)) {
      last = settings.server();
      try {
        store.save(Json.mapper().valueToTree(last));
      } catch (PollFailure unwritable) {
        LOG.warn("{}. Fix: {}", unwritable.getMessage(), unwritable.fix());
      }
    }
    return settings;
  }
}
