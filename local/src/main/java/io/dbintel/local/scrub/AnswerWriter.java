package io.dbintel.local.scrub;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.dbintel.udfs.pii.Detection;
import io.dbintel.udfs.scrub.Scrubbed;
import io.dbintel.udfs.scrub.Scrubbed.Statement;
import java.io.Flushable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/**
 * Writes one line of JSON in UTF-8 for each line that was read. Characters beyond the first plane
 * are written as escapes, which also half of a pair survives.
 */
final class AnswerWriter implements Flushable {
  private final JsonGenerator json;

  AnswerWriter(OutputStream out) throws IOException {
    JsonFactory factory = new JsonFactory();
    factory.setRootValueSeparator(null);
    json = factory.createGenerator(out);
  }

  void answer(LineId id, Scrubbed scrubbed) throws IOException {
    start(id);
    json.writeStringField("text", scrubbed.text());
    json.writeStringField("fingerprint", scrubbed.fingerprint());
    json.writeStringField("summary", scrubbed.summary());
    json.writeBooleanField("truncated", scrubbed.truncated());
    json.writeArrayFieldStart("detections");
    for (Detection detection : scrubbed.detections()) {
      write(detection);
    }
    json.writeEndArray();
    if (!scrubbed.statements().isEmpty()) {
      json.writeArrayFieldStart("statements");
      for (Statement statement : scrubbed.statements()) {
        json.writeStartObject();
        json.writeStringField("fingerprint", statement.fingerprint());
        json.writeStringField("summary", statement.summary());
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    end();
  }

  void error(LineId id, String message) throws IOException {
    start(id);
    json.writeStringField("error", message);
    end();
  }

  @Override
  public void flush() throws IOException {
    json.flush();
  }

  private void start(LineId id) throws IOException {
    json.writeStartObject();
    if (id != null) {
      id.write(json);
    }
  }

  private void end() throws IOException {
    json.writeEndObject();
    json.writeRaw('\n');
  }

  private void write(Detection detection) throws IOException {
    json.writeStartObject();
    json.writeStringField("rule", detection.rule());
    if (detection.field() != null) {
      json.writeStringField("field", detection.field());
    }
    String action = detection.action().name().toLowerCase(Locale.ROOT).replace('_', '-');
    json.writeStringField("action", action);
    json.writeNumberField("count", detection.count());
    json.writeEndObject();
  }
}
