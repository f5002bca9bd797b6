package io.dbintel.schemas.statements;

import com.fasterxml.jackson.core.JsonGenerator;
import io.dbintel.schemas.envelope.Envelope;
import io.dbintel.schemas.envelope.EnvelopeCodec;
import io.dbintel.schemas.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Writes a record of {@code dbintel.raw.statements}. */
public final class StatementsChunkWriter {
  private StatementsChunkWriter() {}

  /**
   * @param columns names as the source gives them, in the order of the values
   * @param rows one array per row: Long, Integer, Double, Boolean, String or null
   */
  public static byte[] write(
      Envelope envelope, Poll poll, List<String> columns, List<Object[]> rows) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1024 + rows.size() * 512);
    try (JsonGenerator json = Json.factory().createGenerator(out)) {
      writeHead(json, envelope, poll, columns);
      for (Object[] row : rows) {
        writeRow(json, row);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException("Cannot write a statements chunk", impossible);
    }
    return out.toByteArray();
  }

  /** Everything before the first row. */
  static void writeHead(JsonGenerator json, Envelope envelope, Poll poll, List<String> columns)
      throws IOException {
    json.writeStartObject();
    EnvelopeCodec.writeFields(json, envelope);
    writePoll(json, poll);
    json.writeArrayFieldStart("columns");
    for (String column : columns) {
      json.writeString(column);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("rows");
  }

  private static void writePoll(JsonGenerator json, Poll poll) throws IOException {
    json.writeObjectFieldStart("poll");
    json.writeNumberField("number", poll.number());
    json.writeNumberField("bucket", poll.bucket());
    json.writeNumberField("buckets", poll.buckets());
    json.writeNumberField("bucket_rows", poll.bucketRows());
    json.writeNumberField("poll_rows", poll.pollRows());
    json.writeNumberField("hidden_rows", poll.hiddenRows());
    EnvelopeCodec.writeLong(json, "dealloc", poll.dealloc());
    if (poll.textsSequence() == null) {
      json.writeNullField("texts_sequence");
    } else {
      json.writeObjectFieldStart("texts_sequence");
      json.writeNumberField("collector_start", poll.textsSequence().collectorStart());
      json.writeNumberField("counter", poll.textsSequence().counter());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static void writeRow(JsonGenerator json, Object[] row) throws IOException {
    json.writeStartArray();
    for (Object value : row) {
      if (value instanceof Long number) {
        json.writeNumber(number);
      } else if (value instanceof Double number) {
        json.writeNumber(number);
      } else if (value instanceof Boolean flag) {
        json.writeBoolean(flag);
      } else if (value instanceof Integer number) {
        json.writeNumber(number);
      } else if (value == null) {
        json.writeNull();
      } else {
        json.writeString(value.toString());
      }
    }
    json.writeEndArray();
  }
}
