package io.dbintel.ingest.metrics;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.dbintel.schemas.json.Json;
import java.util.ArrayList;
import java.util.List;

/** Cuts rows into parts, each of which fits a record. */
final class Chunks {
  /** A record of the topic may have 1 MiB; columns and envelope take the rest. */
  static final int MOST_BYTES = 850_000;

  private Chunks() {}

  /** The rows in order; one empty part when there are none. */
  static List<List<List<Object>>> of(List<List<Object>> rows) {
    List<List<List<Object>>> chunks = new ArrayList<>();
    List<List<Object>> chunk = new ArrayList<>();
    int bytes = 0;
    for (List<Object> row : rows) {
      int size = size(row);
      if (bytes + size > MOST_BYTES && !chunk.isEmpty()) {
        chunks.add(chunk);
        chunk = new ArrayList<>();
        bytes = 0;
      }
      chunk.add(row);
      bytes += size;
    }
    chunks.add(chunk);
    return chunks;
  }

  private static int size(List<Object> row) {
    try {
      return Json.mapper().writeValueAsBytes(row).length + 1;
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("A row of plain values cannot be encoded", impossible);
    }
  }
}
