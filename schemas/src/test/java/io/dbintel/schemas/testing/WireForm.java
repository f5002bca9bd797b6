package io.dbintel.schemas.testing;

import io.dbintel.schemas.deadletter.DeadLetter;
import io.dbintel.schemas.deadletter.InvalidRecordException;
import io.dbintel.schemas.json.RecordCodec;
import io.dbintel.schemas.output.EventBatch;
import io.dbintel.schemas.output.MetricBatchCodec;
import io.dbintel.schemas.raw.Heartbeat;
import io.dbintel.schemas.raw.RawRecordCodec;
import io.dbintel.schemas.statements.IntervalChunkReader;
import io.dbintel.schemas.statements.IntervalChunkWriter;
import io.dbintel.schemas.statements.QueryTextsCodec;
import io.dbintel.schemas.statements.StatementColumns;
import io.dbintel.schemas.statements.StatementsChunk;
import io.dbintel.schemas.statements.StatementsChunkReader;
import io.dbintel.schemas.statements.StatementsChunkWriter;
import io.dbintel.schemas.topic.Topic;

/** Every form a record has on the wire, with a valid record of it and its reader. */
public enum WireForm {
  STATEMENTS_CHUNK(Topic.RAW_STATEMENTS),
  QUERY_TEXTS(Topic.RAW_QUERY_TEXTS),
  INTERVAL_CHUNK(Topic.STATEMENT_INTERVALS),
  METRIC_BATCH(Topic.METRICS),
  EVENT_BATCH(Topic.EVENTS),
  DEAD_LETTER(Topic.DEADLETTER),
  SESSIONS_TICK(Topic.RAW_SESSIONS),
  METRICS_CHUNK(Topic.RAW_METRICS),
  LOG_ENTRY(Topic.RAW_LOGS),
  PLAN_ENTRY(Topic.RAW_PLANS),
  CAPABILITIES(Topic.CAPABILITIES),
  HEARTBEAT(Topic.HEARTBEATS);

  private static final RecordCodec<EventBatch> EVENTS = new RecordCodec<>(EventBatch.class);
  private static final RecordCodec<DeadLetter> DEAD_LETTERS = new RecordCodec<>(DeadLetter.class);
  private static final RecordCodec<Heartbeat> HEARTBEATS = new RecordCodec<>(Heartbeat.class);

  private final Topic topic;

  WireForm(Topic topic) {
    this.topic = topic;
  }

  public Topic topic() {
    return topic;
  }

  /** A valid record, always the same bytes. */
  public byte[] sample() {
    return switch (this) {
      case STATEMENTS_CHUNK ->
          StatementsChunkWriter.write(
              Samples.envelope(), Samples.poll(2), Samples.columns(), Samples.rows());
      case QUERY_TEXTS -> QueryTextsCodec.encode(Samples.queryTexts());
      case INTERVAL_CHUNK -> intervals();
      case METRIC_BATCH -> MetricBatchCodec.encode(Samples.metricBatch());
      case EVENT_BATCH -> EVENTS.encode(Samples.eventBatch());
      case DEAD_LETTER -> DEAD_LETTERS.encode(Samples.deadLetter());
      case SESSIONS_TICK -> RawRecordCodec.SESSIONS.encode(Samples.envelope(), RawSamples.tick());
      case METRICS_CHUNK -> RawRecordCodec.METRICS.encode(Samples.envelope(), RawSamples.metrics());
      case LOG_ENTRY -> RawRecordCodec.LOGS.encode(Samples.envelope(), RawSamples.logEntry());
      case PLAN_ENTRY -> RawRecordCodec.PLANS.encode(Samples.envelope(), RawSamples.planEntry());
      case CAPABILITIES ->
          RawRecordCodec.CAPABILITIES.encode(Samples.envelope(), RawSamples.capabilities());
      case HEARTBEAT -> HEARTBEATS.encode(RawSamples.heartbeat());
    };
  }

  /** Decodes a record by the reader of this form. */
  public Object read(byte[] record) throws InvalidRecordException {
    return switch (this) {
      case STATEMENTS_CHUNK -> {
        StatementsChunk chunk = new StatementsChunk();
        new StatementsChunkReader().read(record, chunk);
        yield chunk;
      }
      case QUERY_TEXTS -> QueryTextsCodec.decode(record);
      case INTERVAL_CHUNK -> IntervalChunkReader.read(record);
      case METRIC_BATCH -> MetricBatchCodec.decode(record);
      case EVENT_BATCH -> EVENTS.decode(record);
      case DEAD_LETTER -> DEAD_LETTERS.decode(record);
      case SESSIONS_TICK -> RawRecordCodec.SESSIONS.decode(record);
      case METRICS_CHUNK -> RawRecordCodec.METRICS.decode(record);
      case LOG_ENTRY -> RawRecordCodec.LOGS.decode(record);
      case PLAN_ENTRY -> RawRecordCodec.PLANS.decode(record);
      case CAPABILITIES -> RawRecordCodec.CAPABILITIES.decode(record);
      case HEARTBEAT -> HEARTBEATS.decode(record);
    };
  }

  private static byte[] intervals() {
    IntervalChunkWriter writer = new IntervalChunkWriter();
    long[] deltas = new long[StatementColumns.COUNTERS];
    deltas[StatementColumns.CALLS] = 3;
    deltas[StatementColumns.TOTAL_EXEC_TIME] = Double.doubleToRawLongBits(0.30000000000000004);
    writer.begin(
        Samples.intervalHeader(),
        1L << StatementColumns.CALLS | 1L << StatementColumns.TOTAL_EXEC_TIME);
    writer.row(10, 16384, true, -5, 1_760_000_000_000_000L, 0, deltas, 0);
    writer.row(10, -1, false, 77, 1_760_000_000_000_000L, 3, deltas, 0);
    return writer.end();
  }
}
