package io.dbintel.jobs.statements;

import io.dbintel.jobs.kafka.OutboundRecord;
import io.dbintel.jobs.kafka.RawRecord;
import io.dbintel.jobs.runtime.OutboundRecords;
import io.dbintel.schemas.deadletter.InvalidRecordException;
import io.dbintel.schemas.deadletter.Reason;
import io.dbintel.schemas.json.RecordCodec;
import io.dbintel.schemas.output.EventBatch;
import io.dbintel.schemas.output.MetricBatch;
import io.dbintel.schemas.output.MetricBatchCodec;
import io.dbintel.schemas.statements.QueryTexts;
import io.dbintel.schemas.statements.QueryTextsCodec;
import io.dbintel.schemas.statements.StatementsChunk;
import io.dbintel.schemas.statements.StatementsChunkReader;
import io.dbintel.schemas.topic.Topic;
import io.dbintel.udfs.statements.StatementsProcessor;
import io.dbintel.udfs.statements.TopQueries;
import io.dbintel.udfs.statements.TopQueryGate;
import io.dbintel.udfs.texts.QueryTextScrubber;
import io.dbintel.udfs.texts.TextBounds;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Decodes records of an instance, in order, and emits what the processor makes of them. Records
 * that cannot be read become dead letters; the job goes on.
 *
 * <p>An operator rather than a process function, because progress of polls that are under way is
 * kept on the heap and must be written to keyed state just before a snapshot, under each one's key.
 */
final class StatementsOperator extends AbstractStreamOperator<OutboundRecord>
    implements OneInputStreamOperator<RawRecord, OutboundRecord>, BoundedOneInput {
  private static final long serialVersionUID = 1L;
  private static final String STAGE = "statements";
  private static final RecordCodec<EventBatch> EVENTS = new RecordCodec<>(EventBatch.class);

  private final int topLimit;

  private transient StatementsChunkReader reader;
  private transient StatementsChunk chunk;
  private transient StatementsProcessor processor;
  private transient StatementsState state;
  private transient QueryTextScrubber scrubber;
  private transient TopQueryGate gate;
  private transient TextState textState;
  private transient StatementsMetrics counted;
  private transient Results results;

  StatementsOperator(int topLimit) {
    this.topLimit = topLimit;
  }

  @Override
  public void open() throws Exception {
    super.open();
    reader = new StatementsChunkReader();
    chunk = new StatementsChunk();
    processor = new StatementsProcessor();
    state = new StatementsState(getRuntimeContext(), this::setCurrentKey, topLimit);
    scrubber = QueryTextScrubber.caching();
    gate = new TopQueryGate(scrubber, TextBounds.DEFAULT);
    textState = new TextState(getRuntimeContext());
    counted = new StatementsMetrics(getMetricGroup(), scrubber);
    results = new Results();
  }

  @Override
  public void processElement(StreamRecord<RawRecord> element) {
    RawRecord record = element.getValue();
    counted.received();
    try {
      if (Topic.RAW_STATEMENTS.topicName().equals(record.topic())) {
        statements(record);
      } else {
        texts(record);
      }
    } catch (InvalidRecordException failure) {
      counted.deadLetter(failure.reason());
      emit(OutboundRecords.deadLetter(record, STAGE, failure));
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    state.flush();
    super.snapshotState(context);
  }

  /** Of each instance in turn: no more texts will come, so nothing waits any longer. */
  @Override
  public void endInput() {
    for (String instance : textState.instancesThatWait(getKeyedStateBackend())) {
      setCurrentKey(instance);
      gate.end(textState, results);
    }
  }

  private void statements(RawRecord record) throws InvalidRecordException {
    decode(record);
    String instance = chunk.envelope().instance();
    requireKey(record, instance);
    counted.rows(chunk.rows(), chunk.unknownColumns().size());
    results.source = record;
    state.begin(instance);
    processor.process(chunk, state.progress(), state, results);
    state.end();
  }

  private void texts(RawRecord record) throws InvalidRecordException {
    QueryTexts texts = QueryTextsCodec.decode(bytes(record));
    requireKey(record, texts.envelope().instance());
    counted.texts(texts.texts().size());
    results.source = record;
    gate.texts(texts, textState, results);
  }

  private void decode(RawRecord record) throws InvalidRecordException {
    reader.read(bytes(record), chunk);
  }

  private static byte[] bytes(RawRecord record) throws InvalidRecordException {
    if (record.value() == null) {
      throw new InvalidRecordException(Reason.MISSING_FIELD, "record: has no value");
    }
    return record.value();
  }

  private static void requireKey(RawRecord record, String instance) throws InvalidRecordException {
    if (!instance.equals(record.keyText())) {
      throw new InvalidRecordException(Reason.KEY_MISMATCH, "key: must be the record's instance");
    }
  }

  private void emit(OutboundRecord record) {
    output.collect(new StreamRecord<>(record));
  }

  /** Encodes results as they come. */
  private final class Results implements StatementsProcessor.Output, TopQueryGate.Output {
    private RawRecord source;

    @Override
    public void interval(byte[] intervalChunk, int rows) {
      counted.intervals(rows);
      send(Topic.STATEMENT_INTERVALS, intervalChunk);
    }

    @Override
    public void metrics(MetricBatch batch) {
      send(Topic.METRICS, MetricBatchCodec.encode(batch));
    }

    @Override
    public void topQueries(TopQueries poll) {
      gate.poll(poll, textState, this);
    }

    @Override
    public void events(TopQueries poll, EventBatch batch) {
      send(Topic.EVENTS, poll.instance(), poll.collectedAt(), EVENTS.encode(batch));
    }

    @Override
    public void event(boolean withText) {
      counted.event(withText);
    }

    @Override
    public void waits() {
      counted.waits();
    }

    @Override
    public void leftEarly(Reason reason) {
      counted.leftEarly(reason);
    }

    @Override
    public void dropped(Reason reason) {
      counted.dropped(reason);
    }

    @Override
    public void incompletePoll() {
      counted.incompletePoll();
    }

    private void send(Topic topic, byte[] value) {
      send(topic, chunk.envelope().instance(), chunk.envelope().collectedAt(), value);
    }

    private void send(Topic topic, String instance, long collectedAt, byte[] value) {
      emit(OutboundRecords.result(topic, instance, collectedAt / 1_000, value, source, STAGE));
    }
  }
}
