package io.dbintel.ingest.logs.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dbintel.schemas.json.Json;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads ExportLogsServiceRequest in both of its encodings. */
final class OtlpRequests {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int MAX_DEPTH = 16;

  private OtlpRequests() {}

  /**
   * @throws IOException when it is no such request
   */
  static List<OtlpRecord> protobuf(byte[] request) throws IOException {
    List<OtlpRecord> records = new ArrayList<>();
    for (ResourceLogs resource :
        ExportLogsServiceRequest.parseFrom(request).getResourceLogsList()) {
      Map<String, String> shared = attributes(resource.getResource().getAttributesList());
      for (ScopeLogs scope : resource.getScopeLogsList()) {
        for (LogRecord record : scope.getLogRecordsList()) {
          long time = record.getTimeUnixNano();
          records.add(
              new OtlpRecord(
                  merged(attributes(record.getAttributesList()), shared),
                  time == 0 ? record.getObservedTimeUnixNano() : time,
                  value(record.getBody(), 0)));
        }
      }
    }
    return records;
  }

  /**
   * @throws IOException when it is no such request
   */
  static List<OtlpRecord> json(byte[] request) throws IOException {
    JsonNode root = Json.mapper().readTree(request);
    if (!root.isObject()) {
      throw new IOException("The request is no JSON object");
    }
    List<OtlpRecord> records = new ArrayList<>();
    for (JsonNode resource : root.path("resourceLogs")) {
      Map<String, String> shared = attributes(resource.path("resource").path("attributes"));
      for (JsonNode scope : resource.path("scopeLogs")) {
        for (JsonNode record : scope.path("logRecords")) {
          long time = record.path("timeUnixNano").asLong();
          records.add(
              new OtlpRecord(
                  merged(attributes(record.path("attributes")), shared),
                  time == 0 ? record.path("observedTimeUnixNano").asLong() : time,
                  value(record.path("body"))));
        }
      }
    }
    return records;
  }

  private static Map<String, String> merged(Map<String, String> own, Map<String, String> shared) {
    own.putAll(shared);
    return own;
  }

  private static Map<String, String> attributes(List<KeyValue> pairs) {
    Map<String, String> texts = new HashMap<>();
    for (KeyValue pair : pairs) {
      if (pair.getValue().hasStringValue()) {
        texts.put(pair.getKey(), pair.getValue().getStringValue());
      }
    }
    return texts;
  }

  private static Map<String, String> attributes(JsonNode pairs) {
    Map<String, String> texts = new HashMap<>();
    for (JsonNode pair : pairs) {
      JsonNode text = pair.path("value").path("stringValue");
      if (text.isTextual()) {
        texts.put(pair.path("key").asText(), text.textValue());
      }
    }
    return texts;
  }

  private static JsonNode value(AnyValue value, int depth) {
    if (depth > MAX_DEPTH) {
      return NODES.nullNode();
    }
    return switch (value.getValueCase()) {
      case STRING_VALUE -> NODES.textNode(value.getStringValue());
      case BYTES_VALUE -> NODES.textNode(value.getBytesValue().toStringUtf8());
      case BOOL_VALUE -> NODES.booleanNode(value.getBoolValue());
      case INT_VALUE -> NODES.numberNode(value.getIntValue());
      case DOUBLE_VALUE -> NODES.numberNode(value.getDoubleValue());
      case KVLIST_VALUE -> {
        ObjectNode object = NODES.objectNode();
        value
            .getKvlistValue()
            .getValuesList()
            .forEach(pair -> object.set(pair.getKey(), value(pair.getValue(), depth + 1)));
        yield object;
      }
      case ARRAY_VALUE -> {
        ArrayNode array = NODES.arrayNode();
        value.getArrayValue().getValuesList().forEach(one -> array.add(value(one, depth + 1)));
        yield array;
      }
      default -> NODES.nullNode();
    };
  }

  /** The depth is bounded by the reader of JSON. */
  private static JsonNode value(JsonNode value) {
    if (value.has("kvlistValue")) {
      ObjectNode object = NODES.objectNode();
      for (JsonNode pair : value.path("kvlistValue").path("values")) {
        object.set(pair.path("key").asText(), value(pair.path("value")));
      }
      return object;
    }
    if (value.has("arrayValue")) {
      ArrayNode array = NODES.arrayNode();
      value.path("arrayValue").path("values").forEach(one -> array.add(value(one)));
      return array;
    }
    for (String plain : List.of("stringValue", "boolValue", "intValue", "doubleValue")) {
      if (value.has(plain)) {
        return value.get(plain);
      }
    }
    return NODES.nullNode();
  }
}
