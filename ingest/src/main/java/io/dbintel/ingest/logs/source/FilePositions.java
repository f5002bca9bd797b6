package io.dbintel.ingest.logs.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dbintel.ingest.postgres.FailureCode;
import io.dbintel.ingest.postgres.PollFailure;
import io.dbintel.schemas.json.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The document of positions in files. */
final class FilePositions {
  private static final int VERSION = 1;

  private final PositionStore store;

  FilePositions(PositionStore store) {
    this.store = store;
  }

  /** Empty when these files were never read before. */
  Optional<List<FilePosition>> load() throws PollFailure {
    Optional<JsonNode> document = store.load();
    return document.isEmpty() ? Optional.empty() : Optional.of(read(document.get()));
  }

  void save(Collection<FileStream> streams) throws PollFailure {
    ObjectNode document = Json.mapper().createObjectNode();
    document.put("version", VERSION);
    ArrayNode files = document.putArray("files");
    for (FileStream stream : streams) {
      files.add(Json.mapper().<JsonNode>valueToTree(stream.position()));
    }
    store.save(document);
  }

  private static List<FilePosition> read(JsonNode document) throws PollFailure {
    try {
      List<FilePosition> positions = new ArrayList<>();
      for (JsonNode file : document.path("files")) {
        positions.add(Json.mapper().treeToValue(file, FilePosition.class));
      }
      if (document.path("version").asInt() != VERSION) {
        throw unknown();
      }
      return positions;
    } catch (com.fasterxml.jackson.core.JsonProcessingException other) {
      throw unknown();
    }
  }

  private static PollFailure unknown() {
    return PollFailure.of(
        FailureCode.LOG_POSITIONS_UNREADABLE,
        "the positions of this target are not of a form that this release knows",
        "go back to the release that wrote them, or delete the target's file in"
            + " state_directory/positions");
  }
}
