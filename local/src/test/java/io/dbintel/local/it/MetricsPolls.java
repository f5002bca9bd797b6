package io.dbintel.local.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.ingest.capabilities.CachedTargetProfile;
import io.dbintel.ingest.catalogue.Catalogue;
import io.dbintel.ingest.collect.CollectResult;
import io.dbintel.ingest.collect.CollectorRun;
import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.ingest.metrics.MetricsCollector;
import io.dbintel.ingest.postgres.Watchdog;
import io.dbintel.ingest.publish.OutgoingRecord;
import io.dbintel.ingest.publish.PublishCounters;
import io.dbintel.ingest.publish.RecordPublisher;
import io.dbintel.schemas.deadletter.InvalidRecordException;
import io.dbintel.schemas.envelope.Envelope;
import io.dbintel.schemas.envelope.Outcome;
import io.dbintel.schemas.raw.MetricsChunk;
import io.dbintel.schemas.raw.RawRecord;
import io.dbintel.schemas.raw.RawRecordCodec;
import io.dbintel.schemas.testing.SchemaValidation;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Polls of the infrastructure statistics of one target, by hand and on a clock of their own. */
final class MetricsPolls implements AutoCloseable {
  /** Longer than the longest interval of the catalogue: everything is due again. */
  static final Duration ALL_DUE = Duration.ofHours(2);

  private final Watchdog watchdog = new Watchdog();
  private final CachedTargetProfile profile;
  private final Kept kept = new Kept();
  private final AtomicLong moved = new AtomicLong();
  private final MetricsCollector collector;
  private CollectResult last;

  MetricsPolls(TargetConfig target) {
    this(target, Catalogue.builtIn());
  }

  MetricsPolls(TargetConfig target, Catalogue catalogue) {
    profile = new CachedTargetProfile(target);
    collector =
        new MetricsCollector(
            new CollectorRun("it", 1_760_000_000_000_000L, Clock.systemUTC()),
            target,
            watchdog,
            kept,
            profile,
            catalogue,
            () -> System.nanoTime() + moved.get());
  }

  CachedTargetProfile profile() {
    return profile;
  }

  MetricsCollector collector() {
    return collector;
  }

  CollectResult last() {
    return last;
  }

  /** Makes the collector believe that time has gone by. */
  MetricsPolls after(Duration time) {
    moved.addAndGet(time.toNanos());
    return this;
  }

  /** One poll, whatever becomes of it. */
  Poll poll() {
    kept.records.clear();
    last = collector.collect();
    return new Poll(kept.records.stream().map(MetricsPolls::decode).toList());
  }

  /** A poll of everything that is due after a long time, which must succeed. */
  Poll pollAll() {
    Poll poll = after(ALL_DUE).poll();
    assertThat(last.outcome()).as("%s", last).isEqualTo(Outcome.OK);
    return poll;
  }

  @Override
  public void close() {
    collector.close();
    watchdog.close();
  }

  private static RawRecord<MetricsChunk> decode(OutgoingRecord record) {
    SchemaValidation.assertValid(record.topic(), record.value());
    try {
      return RawRecordCodec.METRICS.decode(record.value());
    } catch (InvalidRecordException broken) {
      throw new AssertionError("A published chunk cannot be read", broken);
    }
  }

  /** The records of one poll. */
  record Poll(List<RawRecord<MetricsChunk>> records) {
    /** What a category gave for the whole server. */
    Table of(String category) {
      return of(category, null).orElseThrow(() -> new AssertionError("No record of " + category));
    }

    Optional<Table> of(String category, String database) {
      List<RawRecord<MetricsChunk>> parts =
          records.stream()
              .filter(record -> record.body().category().equals(category))
              .filter(record -> Objects.equals(record.body().database(), database))
              .toList();
      return parts.isEmpty() ? Optional.empty() : Optional.of(Table.of(parts));
    }

    /** Databases of which a category was read, in the order of the visits. */
    List<String> databases(String category) {
      return records.stream()
          .filter(record -> record.body().category().equals(category))
          .map(record -> record.body().database())
          .distinct()
          .toList();
    }
  }

  /** All chunks of one entry in one database. */
  record Table(Envelope envelope, List<MetricsChunk.Column> columns, List<List<Object>> rows) {
    static Table of(List<RawRecord<MetricsChunk>> parts) {
      List<List<Object>> rows = new ArrayList<>();
      parts.forEach(part -> rows.addAll(part.body().rows()));
      return new Table(parts.get(0).envelope(), parts.get(0).body().columns(), rows);
    }

    /** The values of the one row whose identity is this; keys are names of columns. */
    Row row(Map<String, String> identity) {
      List<List<Object>> matching =
          rows.stream()
              .filter(
                  row ->
                      identity.entrySet().stream()
                          .allMatch(
                              entry -> entry.getValue().equals(row.get(position(entry.getKey())))))
              .toList();
      assertThat(matching).as("rows with %s of %s", identity, rows).hasSize(1);
      return new Row(this, matching.get(0));
    }

    Row only() {
      assertThat(rows).hasSize(1);
      return new Row(this, rows.get(0));
    }

    int position(String column) {
      for (int i = 0; i < columns.size(); i++) {
        if (columns.get(i).name().equals(column)) {
          return i;
        }
      }
      throw new AssertionError("No column " + column + " in " + columns);
    }

    /** The sum of a column. */
    long sum(String column) {
      int position = position(column);
      return rows.stream()
          .map(row -> (Number) row.get(position))
          .mapToLong(value -> value == null ? 0 : value.longValue())
          .sum();
    }
  }

  /** One row. */
  record Row(Table table, List<Object> values) {
    Object value(String column) {
      return values.get(table.position(column));
    }

    long number(String column) {
      return ((Number) value(column)).longValue();
    }

    double fraction(String column) {
      return ((Number) value(column)).doubleValue();
    }
  }

  private static final class Kept implements RecordPublisher {
    private final List<OutgoingRecord> records = new ArrayList<>();
    private final PublishCounters counters = new PublishCounters();

    @Override
    public boolean publish(OutgoingRecord record) {
      records.add(record);
      return true;
    }

    @Override
    public PublishCounters counters() {
      return counters;
    }

    @Override
    public void close() {}
  }
}
