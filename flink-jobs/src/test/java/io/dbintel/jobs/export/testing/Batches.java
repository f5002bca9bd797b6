package io.dbintel.jobs.export.testing;

import io.dbintel.jobs.export.encode.Encoding;
import io.dbintel.jobs.export.encode.OtlpEncoder;
import io.dbintel.jobs.export.encode.OtlpEntry;
import io.dbintel.jobs.kafka.RawRecord;
import io.dbintel.schemas.envelope.Server;
import io.dbintel.schemas.json.RecordCodec;
import io.dbintel.schemas.output.EventBatch;
import io.dbintel.schemas.output.MetricBatch;
import io.dbintel.schemas.output.MetricBatch.Series;
import io.dbintel.schemas.output.MetricBatchCodec;
import io.dbintel.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Sample batches, and the records and entries made of them. */
public final class Batches {
  public static final Server SERVER = new Server("db.example", 5432, 170_011);
  public static final long TIME = 1_800_000_000_000_000L;
  public static final List<String> METRICS =
      List.of("postgresql.query.calls", "postgresql.query.rows");

  private Batches() {}

  /** One point for each metric and database; the counter stands at {@code step}. */
  public static MetricBatch metrics(String instance, int step, String... databases) {
    List<Series> series = new ArrayList<>();
    for (String database : databases) {
      series.add(
          new Series(
              Arrays.asList(database),
              TIME + (step - 1) * 1_000_000L,
              new long[] {1, 1},
              TIME - 60_000_000L,
              new long[] {step, step},
              false));
    }
    return new MetricBatch(
        instance + "/" + step,
        instance,
        SERVER,
        TIME + step * 1_000_000L,
        "database",
        METRICS,
        List.of("db.namespace"),
        series);
  }

  public static EventBatch events(String instance, int step, int count) {
    List<EventBatch.Event> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      events.add(
          new EventBatch.Event(
              "db.server.top_query", Map.of("db.namespace", "shop", "postgresql.calls", 7L + i)));
    }
    return EventBatch.of(instance + "/" + step, instance, SERVER, TIME + step * 1_000_000L, events);
  }

  public static RawRecord record(MetricBatch batch, long offset) {
    return record(Topic.METRICS, batch.instance(), offset, MetricBatchCodec.encode(batch));
  }

  public static RawRecord record(EventBatch batch, long offset) {
    byte[] value = new RecordCodec<>(EventBatch.class).encode(batch);
    return record(Topic.EVENTS, batch.instance(), offset, value);
  }

  public static RawRecord record(Topic topic, String key, long offset, byte[] value) {
    return new RawRecord(
        topic.topicName(), 3, offset, 1000, key.getBytes(StandardCharsets.UTF_8), value);
  }

  public static OtlpEntry entry(String instance, int step, String... databases) {
    MetricBatch batch = metrics(instance, step, databases);
    return new OtlpEncoder(Encoding.defaults()).encode(record(batch, step), batch).orElseThrow();
  }

  public static OtlpEntry eventEntry(String instance, int step, int count) {
    EventBatch batch = events(instance, step, count);
    return new OtlpEncoder(Encoding.defaults()).encode(record(batch, step), batch).orElseThrow();
  }
}
