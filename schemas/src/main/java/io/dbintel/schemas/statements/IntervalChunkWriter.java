package io.dbintel.schemas.statements;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import io.dbintel.schemas.envelope.Envelope;
import io.dbintel.schemas.envelope.EnvelopeCodec;
import io.dbintel.schemas.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Streams a record of {@code dbintel.statement-intervals}: {@link #begin}, {@link #row} for each
 * row, {@link #end}. Reusable, not thread-safe.
 */
public final class IntervalChunkWriter {
  static final List<String> KEY_COLUMNS =
      List.of("userid", "dbid", "toplevel", "queryid", "start", "flags");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream(64 * 1024);
  private JsonGenerator json;
  private long mask = -1;
  private int[] ordinals = new int[0];
  private List<SerializableString> columns = List.of();

  /** Opens a record whose rows hold the counters of the mask. */
  public void begin(IntervalHeader header, long counterMask) {
    select(counterMask);
    out.reset();
    try {
      json = Json.factory().createGenerator(out);
      json.writeStartObject();
      writeHeader(header);
      json.writeArrayFieldStart("columns");
      for (SerializableString column : columns) {
        json.writeString(column);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("rows");
    } catch (IOException impossible) {
      throw new UncheckedIOException("Cannot write an interval chunk", impossible);
    }
  }

  /**
   * @param start server clock of the row's previous poll, µs
   * @param flags of {@link IntervalFlags}
   * @param deltas raw bits by ordinal, beginning at {@code offset}
   */
  public void row(
      int userid,
      int dbid,
      boolean toplevel,
      long queryid,
      long start,
      int flags,
      long[] deltas,
      int offset) {
    try {
      json.writeStartArray();
      json.writeNumber(Integer.toUnsignedLong(userid));
      json.writeNumber(Integer.toUnsignedLong(dbid));
      json.writeBoolean(toplevel);
      json.writeNumber(queryid);
      json.writeNumber(start);
      json.writeNumber(flags);
      for (int ordinal : ordinals) {
        writeValue(ordinal, deltas[offset + ordinal]);
      }
      json.writeEndArray();
    } catch (IOException impossible) {
      throw new UncheckedIOException("Cannot write an interval row", impossible);
    }
  }

  /** Closes the record and returns its bytes. */
  public byte[] end() {
    try {
      json.writeEndArray();
      json.writeEndObject();
      json.close();
    } catch (IOException impossible) {
      throw new UncheckedIOException("Cannot write an interval chunk", impossible);
    }
    return out.toByteArray();
  }

  private void writeValue(int ordinal, long bits) throws IOException {
    if (bits == 0) {
      json.writeNumber(0);
    } else if (StatementColumns.isDouble(ordinal)) {
      json.writeNumber(Double.longBitsToDouble(bits));
    } else {
      json.writeNumber(bits);
    }
  }

  private void writeHeader(IntervalHeader header) throws IOException {
    json.writeNumberField("schema_version", Envelope.SCHEMA_VERSION);
    json.writeStringField("id", header.id());
    json.writeStringField("instance", header.instance());
    json.writeStringField("collector", header.collector());
    json.writeNumberField("collected_at", header.collectedAt());
    json.writeNumberField("interval_end", header.intervalEnd());
    EnvelopeCodec.writeServer(json, header.server());
    EnvelopeCodec.writeEpoch(json, "epoch", header.epoch());
    json.writeObjectFieldStart("poll");
    json.writeNumberField("collector_start", header.poll().collectorStart());
    json.writeNumberField("number", header.poll().counter());
    json.writeNumberField("bucket", header.bucket());
    json.writeNumberField("buckets", header.buckets());
    json.writeEndObject();
    EnvelopeCodec.writeLong(json, "evictions", header.evictions());
    json.writeNumberField("vanished", header.vanished());
    EnvelopeCodec.writeNames(json, "databases", header.databases());
    EnvelopeCodec.writeNames(json, "roles", header.roles());
  }

  private void select(long counterMask) {
    if (counterMask == mask) {
      return;
    }
    List<SerializableString> names = new ArrayList<>();
    KEY_COLUMNS.forEach(column -> names.add(new SerializedString(column)));
    List<Integer> selected = new ArrayList<>();
    for (StatementColumn column : StatementColumns.counters()) {
      if ((counterMask >>> column.ordinal() & 1) == 1) {
        selected.add(column.ordinal());
        names.add(new SerializedString(column.name()));
      }
    }
    ordinals = selected.stream().mapToInt(Integer::intValue).toArray();
    columns = names;
    mask = counterMask;
  }
}
