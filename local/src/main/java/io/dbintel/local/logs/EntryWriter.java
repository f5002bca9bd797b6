package io.dbintel.local.logs;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.dbintel.ingest.logs.parse.Classified;
import io.dbintel.ingest.logs.parse.LogEntryRead;
import io.dbintel.ingest.logs.parse.PlanRead;
import java.io.Flushable;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;

/** Writes one line of JSON in UTF-8 for each entry, without keys that have no value. */
final class EntryWriter implements Flushable {
  private final JsonGenerator json;

  EntryWriter(OutputStream out) throws IOException {
    JsonFactory factory = new JsonFactory();
    factory.setRootValueSeparator(null);
    json = factory.createGenerator(out);
  }

  void event(LogEntryRead entry, Classified classified) throws IOException {
    json.writeStartObject();
    json.writeStringField("kind", "event");
    json.writeStringField("class", classified.kind().name());
    json.writeBooleanField("keep", classified.kind().keep());
    session(entry);
    string("severity", entry.severity());
    string("sqlstate", entry.sqlState());
    string("message", entry.message());
    texts(entry);
    json.writeObjectFieldStart("fields");
    for (Map.Entry<String, Object> field : classified.fields().entrySet()) {
      json.writeFieldName(field.getKey());
      value(field.getValue());
    }
    json.writeEndObject();
    end(entry.truncated());
  }

  /** The message of the entry is the plan, and so is not written again. */
  void plan(LogEntryRead entry, PlanRead plan) throws IOException {
    json.writeStartObject();
    json.writeStringField("kind", "plan");
    json.writeStringField("class", "plan");
    json.writeStringField("format", plan.format().id());
    json.writeNumberField("duration_ms", plan.durationMillis());
    json.writeBooleanField("nested", plan.nested());
    json.writeBooleanField("has_parameters", plan.hasParameters());
    session(entry.toBuilder().queryId(plan.queryId()).build());
    json.writeStringField("plan", plan.body());
    texts(entry);
    end(plan.truncated());
  }

  @Override
  public void flush() throws IOException {
    json.flush();
  }

  private void session(LogEntryRead entry) throws IOException {
    json.writeNumberField("offset", entry.offset());
    json.writeNumberField("length", entry.length());
    time("log_time", entry.logTimeMicros());
    number("pid", entry.pid());
    string("session_id", entry.sessionId());
    number("line_number", entry.lineNumber());
    time("session_start", entry.sessionStartMicros());
    string("user", entry.user());
    string("database", entry.database());
    string("remote_host", entry.remoteHost());
    number("remote_port", entry.remotePort());
    string("application", entry.application());
    string("command_tag", entry.commandTag());
    string("virtual_xid", entry.virtualXid());
    number("xid", entry.xid());
    string("backend_type", entry.backendType());
    number("leader_pid", entry.leaderPid());
    number("query_id", entry.queryId());
  }

  private void texts(LogEntryRead entry) throws IOException {
    string("detail", entry.detail());
    string("hint", entry.hint());
    string("internal_query", entry.internalQuery());
    number("internal_position", entry.internalPosition());
    string("context", entry.context());
    string("statement", entry.statement());
    number("statement_position", entry.statementPosition());
    string("location", entry.location());
  }

  private void end(boolean truncated) throws IOException {
    json.writeBooleanField("truncated", truncated);
    json.writeEndObject();
    json.writeRaw('\n');
  }

  private void string(String name, String value) throws IOException {
    if (value != null) {
      json.writeStringField(name, value);
    }
  }

  private void number(String name, Number value) throws IOException {
    if (value != null) {
      json.writeNumberField(name, value.longValue());
    }
  }

  private void time(String name, Long micros) throws IOException {
    if (micros != null) {
      json.writeStringField(name, Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString());
    }
  }

  private void value(Object value) throws IOException {
    if (value instanceof Collection<?> list) {
      json.writeStartArray();
      for (Object item : list) {
        value(item);
      }
      json.writeEndArray();
    } else if (value instanceof Double number) {
      json.writeNumber(number);
    } else if (value instanceof Long number) {
      json.writeNumber(number);
    } else {
      json.writeString(value.toString());
    }
  }
}
