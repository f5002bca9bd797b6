package io.dbintel.schemas.envelope;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** Writes an envelope as the leading fields of a record; {@link EnvelopeReader} is its inverse. */
public final class EnvelopeCodec {
  private EnvelopeCodec() {}

  /** Writes into an object that the caller has started and will end. */
  public static void writeFields(JsonGenerator json, Envelope envelope) throws IOException {
    json.writeNumberField("schema_version", envelope.schemaVersion());
    json.writeStringField("id", envelope.id());
    json.writeStringField("instance", envelope.instance());
    json.writeStringField("collector", envelope.collector());
    json.writeNumberField("collected_at", envelope.collectedAt());
    writeLong(json, "server_time_before", envelope.serverTimeBefore());
    writeLong(json, "server_time_after", envelope.serverTimeAfter());
    json.writeStringField("outcome", envelope.outcome().word());
    json.writeStringField("reason", envelope.reason());
    writeServer(json, envelope.server());
    writeEpoch(json, "epoch", envelope.epoch());
    writeNames(json, "databases", envelope.databases());
    writeNames(json, "roles", envelope.roles());
    json.writeStringField("scrub_version", envelope.scrubVersion());
    json.writeObjectFieldStart("sequence");
    json.writeNumberField("collector_start", envelope.sequence().collectorStart());
    json.writeNumberField("counter", envelope.sequence().counter());
    json.writeEndObject();
  }

  public static void writeServer(JsonGenerator json, Server server) throws IOException {
    json.writeObjectFieldStart("server");
    json.writeStringField("address", server.address());
    json.writeNumberField("port", server.port());
    json.writeNumberField("version_num", server.versionNum());
    json.writeEndObject();
  }

  public static void writeEpoch(JsonGenerator json, String field, Epoch epoch) throws IOException {
    if (epoch == null) {
      json.writeNullField(field);
      return;
    }
    json.writeObjectFieldStart(field);
    json.writeStringField("system_identifier", epoch.systemIdentifier());
    writeLong(json, "stats_reset", epoch.statsReset());
    writeLong(json, "postmaster_start", epoch.postmasterStart());
    json.writeStringField("privilege", epoch.privilege());
    json.writeStringField("view", epoch.view());
    json.writeStringField("view_version", epoch.viewVersion());
    json.writeStringField("kind", epoch.kind());
    json.writeEndObject();
  }

  public static void writeNames(JsonGenerator json, String field, Map<Long, String> names)
      throws IOException {
    json.writeObjectFieldStart(field);
    for (Map.Entry<Long, String> name : new TreeMap<>(names).entrySet()) {
      json.writeStringField(Long.toString(name.getKey()), name.getValue());
    }
    json.writeEndObject();
  }

  public static void writeLong(JsonGenerator json, String field, Long value) throws IOException {
    if (value == null) {
      json.writeNullField(field);
    } else {
      json.writeNumberField(field, value);
    }
  }
}
