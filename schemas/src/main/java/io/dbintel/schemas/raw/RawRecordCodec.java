package io.dbintel.schemas.raw;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.dbintel.schemas.deadletter.InvalidRecordException;
import io.dbintel.schemas.envelope.Envelope;
import io.dbintel.schemas.envelope.EnvelopeCodec;
import io.dbintel.schemas.envelope.EnvelopeReader;
import io.dbintel.schemas.json.Json;
import io.dbintel.schemas.json.JsonInput;
import io.dbintel.schemas.json.RecordCodec;
import io.dbintel.schemas.topic.Topic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * JSON form of a {@link RawRecord}.
 *
 * @param <B> the body
 */
public final class RawRecordCodec<B> {
  public static final RawRecordCodec<SessionsTick> SESSIONS =
      new RawRecordCodec<>(SessionsTick.class, Topic.RAW_SESSIONS);
  public static final RawRecordCodec<MetricsChunk> METRICS =
      new RawRecordCodec<>(MetricsChunk.class, Topic.RAW_METRICS);
  public static final RawRecordCodec<LogEntry> LOGS =
      new RawRecordCodec<>(LogEntry.class, Topic.RAW_LOGS);
  public static final RawRecordCodec<PlanEntry> PLANS =
      new RawRecordCodec<>(PlanEntry.class, Topic.RAW_PLANS);
  public static final RawRecordCodec<Capabilities> CAPABILITIES =
      new RawRecordCodec<>(Capabilities.class, Topic.CAPABILITIES);

  private final Class<B> type;
  private final Topic topic;

  private RawRecordCodec(Class<B> type, Topic topic) {
    this.type = type;
    this.topic = topic;
  }

  public Topic topic() {
    return topic;
  }

  public byte[] encode(Envelope envelope, B body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = Json.mapper().getFactory().createGenerator(out)) {
      json.writeStartObject();
      EnvelopeCodec.writeFields(json, envelope);
      JsonNode fields = Json.mapper().valueToTree(body);
      for (Map.Entry<String, JsonNode> field : fields.properties()) {
        json.writeFieldName(field.getKey());
        Json.mapper().writeTree(json, field.getValue());
      }
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException("Cannot encode " + type.getSimpleName(), impossible);
    }
    return out.toByteArray();
  }

  /**
   * @throws InvalidRecordException with a message that never quotes the payload
   */
  public RawRecord<B> decode(byte[] record) throws InvalidRecordException {
    JsonInput.checkSize(record, topic.maxMessageBytes());
    try {
      JsonNode tree = Json.mapper().readTree(record);
      return new RawRecord<>(envelope(tree), RecordCodec.bind(tree, type));
    } catch (IOException unreadable) {
      throw JsonInput.unreadable(unreadable);
    }
  }

  private static Envelope envelope(JsonNode tree) throws IOException, InvalidRecordException {
    EnvelopeReader envelope = new EnvelopeReader();
    try (JsonParser in = tree.traverse()) {
      in.nextToken();
      JsonInput.expectObject(in, "record");
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String field = in.currentName();
        in.nextToken();
        if (!envelope.accept(field, in)) {
          in.skipChildren();
        }
      }
    }
    return envelope.finish();
  }
}
