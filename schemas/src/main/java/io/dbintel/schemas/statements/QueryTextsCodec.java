package io.dbintel.schemas.statements;

import static io.dbintel.schemas.json.JsonInput.booleanValue;
import static io.dbintel.schemas.json.JsonInput.checkSize;
import static io.dbintel.schemas.json.JsonInput.expectArray;
import static io.dbintel.schemas.json.JsonInput.expectEnd;
import static io.dbintel.schemas.json.JsonInput.expectObject;
import static io.dbintel.schemas.json.JsonInput.labelValue;
import static io.dbintel.schemas.json.JsonInput.longValue;
import static io.dbintel.schemas.json.JsonInput.missing;
import static io.dbintel.schemas.json.JsonInput.oid;
import static io.dbintel.schemas.json.JsonInput.stringValue;
import static io.dbintel.schemas.json.JsonInput.unreadable;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.dbintel.schemas.deadletter.InvalidRecordException;
import io.dbintel.schemas.envelope.EnvelopeCodec;
import io.dbintel.schemas.envelope.EnvelopeReader;
import io.dbintel.schemas.json.Json;
import io.dbintel.schemas.statements.QueryTexts.QueryText;
import io.dbintel.schemas.topic.Topic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** JSON form of {@link QueryTexts}. */
public final class QueryTextsCodec {
  private static final int MAX_BYTES = Topic.RAW_QUERY_TEXTS.maxMessageBytes();

  private QueryTextsCodec() {}

  public static byte[] encode(QueryTexts texts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = Json.factory().createGenerator(out)) {
      json.writeStartObject();
      EnvelopeCodec.writeFields(json, texts.envelope());
      json.writeBooleanField("standard_conforming_strings", texts.standardConformingStrings());
      json.writeArrayFieldStart("texts");
      for (QueryText text : texts.texts()) {
        write(json, text);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException("Cannot write query texts", impossible);
    }
    return out.toByteArray();
  }

  private static void write(JsonGenerator json, QueryText text) throws IOException {
    json.writeStartObject();
    json.writeNumberField("userid", text.userid());
    json.writeNumberField("dbid", text.dbid());
    json.writeBooleanField("toplevel", text.toplevel());
    json.writeNumberField("queryid", text.queryid());
    json.writeStringField("text", text.text());
    json.writeBooleanField("truncated", text.truncated());
    if (text.shape() != null) {
      json.writeStringField("fingerprint", text.shape().fingerprint());
      json.writeStringField("summary", text.shape().summary());
      json.writeStringField("operation", text.shape().operation());
      json.writeArrayFieldStart("tables");
      for (String table : text.shape().tables()) {
        json.writeString(table);
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  public static QueryTexts decode(byte[] record) throws InvalidRecordException {
    checkSize(record, MAX_BYTES);
    try (JsonParser in = Json.factory().createParser(record)) {
      in.nextToken();
      expectObject(in, "record");
      QueryTexts texts = readFields(in);
      expectEnd(in);
      return texts;
    } catch (IOException failure) {
      throw unreadable(failure);
    }
  }

  private static QueryTexts readFields(JsonParser in) throws IOException, InvalidRecordException {
    EnvelopeReader envelope = new EnvelopeReader();
    boolean standardConformingStrings = true;
    List<QueryText> texts = null;
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String field = in.currentName();
      in.nextToken();
      if (envelope.accept(field, in)) {
        continue;
      }
      switch (field) {
        case "standard_conforming_strings" -> standardConformingStrings = booleanValue(in, field);
        case "texts" -> texts = readTexts(in);
        default -> in.skipChildren();
      }
    }
    if (texts == null) {
      throw missing("texts");
    }
    return new QueryTexts(envelope.finish(), standardConformingStrings, texts);
  }

  private static List<QueryText> readTexts(JsonParser in)
      throws IOException, InvalidRecordException {
    expectArray(in, "texts");
    List<QueryText> texts = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      texts.add(readText(in));
    }
    return texts;
  }

  private static QueryText readText(JsonParser in) throws IOException, InvalidRecordException {
    expectObject(in, "texts[]");
    Long userid = null;
    Long dbid = null;
    boolean toplevel = true;
    Long queryid = null;
    String text = null;
    boolean truncated = false;
    String fingerprint = null;
    String summary = "";
    String operation = "";
    List<String> tables = List.of();
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String field = in.currentName();
      in.nextToken();
      switch (field) {
        case "userid" -> userid = oid(in, "texts[].userid");
        case "dbid" -> dbid = oid(in, "texts[].dbid");
        case "toplevel" -> toplevel = booleanValue(in, "texts[].toplevel");
        case "queryid" -> queryid = longValue(in, "texts[].queryid");
        case "text" -> text = stringValue(in, "texts[].text");
        case "truncated" -> truncated = booleanValue(in, "texts[].truncated");
        case "fingerprint" -> fingerprint = labelValue(in, "texts[].fingerprint");
        case "summary" -> summary = labelValue(in, "texts[].summary");
        case "operation" -> operation = labelValue(in, "texts[].operation");
        case "tables" -> tables = readTables(in);
        default -> in.skipChildren();
      }
    }
    if (userid == null || dbid == null || queryid == null || text == null) {
      throw missing("texts[]: userid, dbid, queryid and text");
    }
    QueryTexts.Shape shape =
        fingerprint == null ? null : new QueryTexts.Shape(fingerprint, summary, operation, tables);
    return new QueryText(userid, dbid, toplevel, queryid, text, truncated, shape);
  }

  private static List<String> readTables(JsonParser in) throws IOException, InvalidRecordException {
    expectArray(in, "texts[].tables");
    List<String> tables = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      tables.add(labelValue(in, "texts[].tables[]"));
    }
    return tables;
  }
}
