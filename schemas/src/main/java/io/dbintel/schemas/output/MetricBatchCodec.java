package io.dbintel.schemas.output;

import static io.dbintel.schemas.json.JsonInput.booleanValue;
import static io.dbintel.schemas.json.JsonInput.checkSize;
import static io.dbintel.schemas.json.JsonInput.doubleValue;
import static io.dbintel.schemas.json.JsonInput.expectArray;
import static io.dbintel.schemas.json.JsonInput.expectEnd;
import static io.dbintel.schemas.json.JsonInput.expectObject;
import static io.dbintel.schemas.json.JsonInput.invalid;
import static io.dbintel.schemas.json.JsonInput.longValue;
import static io.dbintel.schemas.json.JsonInput.missing;
import static io.dbintel.schemas.json.JsonInput.schemaVersion;
import static io.dbintel.schemas.json.JsonInput.stringOrNull;
import static io.dbintel.schemas.json.JsonInput.stringValue;
import static io.dbintel.schemas.json.JsonInput.unreadable;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.dbintel.schemas.deadletter.InvalidRecordException;
import io.dbintel.schemas.envelope.Envelope;
import io.dbintel.schemas.envelope.EnvelopeCodec;
import io.dbintel.schemas.envelope.EnvelopeReader;
import io.dbintel.schemas.envelope.Server;
import io.dbintel.schemas.json.Json;
import io.dbintel.schemas.output.MetricBatch.Series;
import io.dbintel.schemas.topic.Topic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** JSON form of {@link MetricBatch}. */
public final class MetricBatchCodec {
  private static final long[] NONE = {};
  private static final int MAX_BYTES = Topic.METRICS.maxMessageBytes();

  private MetricBatchCodec() {}

  public static byte[] encode(MetricBatch batch) {
    boolean[] doubles = doubles(batch.metrics());
    ByteArrayOutputStream out = new ByteArrayOutputStream(1024 + batch.series().size() * 512);
    try (JsonGenerator json = Json.factory().createGenerator(out)) {
      json.writeStartObject();
      json.writeNumberField("schema_version", Envelope.SCHEMA_VERSION);
      json.writeStringField("id", batch.id());
      json.writeStringField("instance", batch.instance());
      EnvelopeCodec.writeServer(json, batch.server());
      json.writeNumberField("time", batch.time());
      json.writeStringField("family", batch.family());
      writeStrings(json, "metrics", batch.metrics());
      writeStrings(json, "attributes", batch.attributes());
      json.writeArrayFieldStart("series");
      for (Series series : batch.series()) {
        writeSeries(json, series, doubles);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException("Cannot write a metric batch", impossible);
    }
    return out.toByteArray();
  }

  private static void writeSeries(JsonGenerator json, Series series, boolean[] doubles)
      throws IOException {
    json.writeStartObject();
    writeStrings(json, "attributes", series.attributes());
    json.writeNumberField("start", series.start());
    writeValues(json, "delta", series.delta(), doubles);
    json.writeNumberField("cumulative_start", series.cumulativeStart());
    writeValues(json, "cumulative", series.cumulative(), doubles);
    json.writeBooleanField("no_recorded_value", series.noRecordedValue());
    json.writeEndObject();
  }

  private static void writeValues(
      JsonGenerator json, String field, long[] values, boolean[] doubles) throws IOException {
    json.writeArrayFieldStart(field);
    for (int i = 0; i < values.length; i++) {
      if (values[i] == 0) {
        json.writeNumber(0);
      } else if (doubles[i]) {
        json.writeNumber(Double.longBitsToDouble(values[i]));
      } else {
        json.writeNumber(values[i]);
      }
    }
    json.writeEndArray();
  }

  private static void writeStrings(JsonGenerator json, String field, List<String> values)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }

  private static boolean[] doubles(List<String> metrics) {
    boolean[] doubles = new boolean[metrics.size()];
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = QueryMetrics.metric(metrics.get(i)).orElseThrow().isDouble();
    }
    return doubles;
  }

  public static MetricBatch decode(byte[] record) throws InvalidRecordException {
    checkSize(record, MAX_BYTES);
    try (JsonParser in = Json.factory().createParser(record)) {
      in.nextToken();
      expectObject(in, "record");
      MetricBatch batch = readFields(in);
      expectEnd(in);
      return batch;
    } catch (IOException failure) {
      throw unreadable(failure);
    }
  }

  private static MetricBatch readFields(JsonParser in) throws IOException, InvalidRecordException {
    int version = 0;
    String id = null;
    String instance = null;
    Server server = null;
    Long time = null;
    String family = null;
    List<String> metrics = null;
    List<String> attributes = null;
    List<Series> series = null;
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String field = in.currentName();
      in.nextToken();
      switch (field) {
        case "schema_version" -> version = schemaVersion(in);
        case "id" -> id = stringValue(in, field);
        case "instance" -> instance = stringValue(in, field);
        case "server" -> server = EnvelopeReader.readServer(in);
        case "time" -> time = longValue(in, field);
        case "family" -> family = stringValue(in, field);
        case "metrics" -> metrics = readNames(in, field, metrics);
        case "attributes" -> attributes = readNames(in, field, attributes);
        case "series" -> {
          if (series != null) {
            throw invalid(field, "stands twice in the record");
          }
          series = readSeries(in, metrics, attributes);
        }
        default -> in.skipChildren();
      }
    }
    if (version == 0 || id == null || instance == null || server == null || time == null) {
      throw missing("schema_version, id, instance, server and time");
    }
    if (family == null || series == null) {
      throw missing("family and series");
    }
    return new MetricBatch(id, instance, server, time, family, metrics, attributes, series);
  }

  private static List<Series> readSeries(
      JsonParser in, List<String> metrics, List<String> attributes)
      throws IOException, InvalidRecordException {
    if (metrics == null || attributes == null) {
      throw invalid("series", "must come after metrics and attributes");
    }
    for (String metric : metrics) {
      if (QueryMetrics.metric(metric).isEmpty()) {
        throw invalid("metrics", "a name is not in the metric catalogue");
      }
    }
    boolean[] doubles = doubles(metrics);
    expectArray(in, "series");
    List<Series> all = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      all.add(readOneSeries(in, doubles, attributes.size()));
    }
    return all;
  }

  private static Series readOneSeries(JsonParser in, boolean[] doubles, int attributeCount)
      throws IOException, InvalidRecordException {
    expectObject(in, "series[]");
    List<String> values = List.of();
    Long start = null;
    Long cumulativeStart = null;
    long[] delta = NONE;
    long[] cumulative = NONE;
    boolean noRecordedValue = false;
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String field = in.currentName();
      in.nextToken();
      switch (field) {
        case "attributes" -> values = readStrings(in, "series[].attributes");
        case "start" -> start = longValue(in, "series[].start");
        case "delta" -> delta = readValues(in, "series[].delta", doubles);
        case "cumulative_start" -> cumulativeStart = longValue(in, "series[].cumulative_start");
        case "cumulative" -> cumulative = readValues(in, "series[].cumulative", doubles);
        case "no_recorded_value" ->
            noRecordedValue = booleanValue(in, "series[].no_recorded_value");
        default -> in.skipChildren();
      }
    }
    if (start == null || cumulativeStart == null) {
      throw missing("series[]: start and cumulative_start");
    }
    if (values.size() != attributeCount) {
      throw invalid("series[].attributes", "must have one value per attribute");
    }
    int wanted = noRecordedValue ? 0 : doubles.length;
    if (delta.length != wanted || cumulative.length != wanted) {
      throw invalid("series[]", "must have one delta and one cumulative value per metric");
    }
    return new Series(values, start, delta, cumulativeStart, cumulative, noRecordedValue);
  }

  private static long[] readValues(JsonParser in, String field, boolean[] doubles)
      throws IOException, InvalidRecordException {
    expectArray(in, field);
    long[] values = new long[doubles.length];
    int count = 0;
    while (in.nextToken() != JsonToken.END_ARRAY) {
      if (count == values.length) {
        throw invalid(field, "more values than metrics");
      }
      values[count] = doubles[count] ? doubleBits(in, field) : longValue(in, field);
      if (values[count] < 0) {
        throw invalid(field, "a monotonic sum cannot be negative");
      }
      count++;
    }
    return count == 0 ? NONE : count == values.length ? values : Arrays.copyOf(values, count);
  }

  /** Raw bits, negative exactly when the value is; adding zero turns -0.0 into 0.0. */
  private static long doubleBits(JsonParser in, String field)
      throws IOException, InvalidRecordException {
    return Double.doubleToRawLongBits(doubleValue(in, field) + 0.0);
  }

  private static List<String> readNames(JsonParser in, String field, List<String> earlier)
      throws IOException, InvalidRecordException {
    if (earlier != null) {
      throw invalid(field, "stands twice in the record");
    }
    List<String> names = readStrings(in, field);
    if (names.contains(null)) {
      throw invalid(field, "a name cannot be null");
    }
    return names;
  }

  private static List<String> readStrings(JsonParser in, String field)
      throws IOException, InvalidRecordException {
    expectArray(in, field);
    List<String> values = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      values.add(stringOrNull(in, field));
    }
    return values;
  }
}
