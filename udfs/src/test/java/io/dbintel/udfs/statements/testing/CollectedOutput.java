package io.dbintel.udfs.statements.testing;

import io.dbintel.schemas.deadletter.InvalidRecordException;
import io.dbintel.schemas.deadletter.Reason;
import io.dbintel.schemas.json.RecordCodec;
import io.dbintel.schemas.output.EventBatch;
import io.dbintel.schemas.output.MetricBatch;
import io.dbintel.schemas.output.MetricBatchCodec;
import io.dbintel.schemas.statements.IntervalChunk;
import io.dbintel.schemas.statements.IntervalChunkReader;
import io.dbintel.udfs.statements.StatementsProcessor;
import io.dbintel.udfs.statements.TopQueries;
import io.dbintel.udfs.statements.TopQueryGate;
import io.dbintel.udfs.texts.QueryTextScrubber;
import io.dbintel.udfs.texts.TextBounds;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Everything that came out, decoded from its wire form, and all of it as bytes. */
public final class CollectedOutput implements StatementsProcessor.Output {
  private static final RecordCodec<EventBatch> EVENTS = new RecordCodec<>(EventBatch.class);

  private final List<IntervalChunk> intervals = new ArrayList<>();
  private final List<MetricBatch> metrics = new ArrayList<>();
  private final List<EventBatch> events = new ArrayList<>();
  private final List<Reason> dropped = new ArrayList<>();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final TopQueryGate gate =
      new TopQueryGate(QueryTextScrubber.caching(), TextBounds.DEFAULT);
  private final TextMemory texts = new TextMemory();
  private int incompletePolls;

  @Override
  public void topQueries(TopQueries poll) {
    CollectedEvents left = new CollectedEvents();
    gate.poll(poll, texts, left);
    left.batches().forEach(batch -> bytes.writeBytes(EVENTS.encode(batch)));
    events.addAll(left.batches());
  }

  @Override
  public void interval(byte[] intervalChunk, int rows) {
    bytes.writeBytes(intervalChunk);
    try {
      IntervalChunk chunk = IntervalChunkReader.read(intervalChunk);
      if (chunk.rows().size() != rows) {
        throw new AssertionError(chunk.rows().size() + " rows were written, not " + rows);
      }
      intervals.add(chunk);
    } catch (InvalidRecordException invalid) {
      throw new AssertionError(invalid);
    }
  }

  @Override
  public void metrics(MetricBatch batch) {
    byte[] record = MetricBatchCodec.encode(batch);
    bytes.writeBytes(record);
    try {
      metrics.add(MetricBatchCodec.decode(record));
    } catch (InvalidRecordException invalid) {
      throw new AssertionError(invalid);
    }
  }

  @Override
  public void dropped(Reason reason) {
    dropped.add(reason);
  }

  @Override
  public void incompletePoll() {
    incompletePolls++;
  }

  public List<IntervalChunk> intervals() {
    return intervals;
  }

  public List<MetricBatch> metrics() {
    return metrics;
  }

  public List<EventBatch> events() {
    return events;
  }

  public List<Reason> dropped() {
    return dropped;
  }

  public int incompletePolls() {
    return incompletePolls;
  }

  public byte[] bytes() {
    return bytes.toByteArray();
  }

  /** Rows of all interval records, in order. */
  public List<IntervalChunk.Row> rows() {
    return intervals.stream().flatMap(chunk -> chunk.rows().stream()).toList();
  }

  public void clear() {
    intervals.clear();
    metrics.clear();
    events.clear();
    dropped.clear();
    bytes.reset();
    incompletePolls = 0;
  }
}
