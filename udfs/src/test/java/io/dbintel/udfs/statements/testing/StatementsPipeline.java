package io.dbintel.udfs.statements.testing;

import io.dbintel.schemas.deadletter.InvalidRecordException;
import io.dbintel.schemas.statements.StatementsChunk;
import io.dbintel.schemas.statements.StatementsChunkReader;
import io.dbintel.udfs.statements.InstanceProgress;
import io.dbintel.udfs.statements.StatementsProcessor;

/** One instance's way from raw records to outputs, as a job would run it. */
public final class StatementsPipeline {
  private final StatementsChunkReader reader = new StatementsChunkReader();
  private final StatementsChunk chunk = new StatementsChunk();
  private final CollectedOutput output = new CollectedOutput();
  private final MemoryStore store;
  private final int topLimit;
  private final boolean serializing;
  private StatementsProcessor processor = new StatementsProcessor();
  private InstanceProgress progress;

  /**
   * @param serializing whether all state passes through its bytes, and the processor is a new one,
   *     after every chunk
   */
  public StatementsPipeline(int topLimit, boolean serializing) {
    this.topLimit = topLimit;
    this.serializing = serializing;
    this.store = new MemoryStore(serializing);
    this.progress = new InstanceProgress(topLimit);
  }

  public StatementsPipeline accept(byte[] record) {
    try {
      reader.read(record, chunk);
    } catch (InvalidRecordException invalid) {
      throw new AssertionError(invalid);
    }
    processor.process(chunk, progress, store, output);
    if (serializing) {
      processor = new StatementsProcessor();
      progress = InstanceProgress.fromBytes(progress.toBytes(), topLimit);
    }
    return this;
  }

  public StatementsPipeline accept(PollBuilder poll) {
    poll.records().forEach(this::accept);
    return this;
  }

  public CollectedOutput output() {
    return output;
  }

  public MemoryStore store() {
    return store;
  }

  public InstanceProgress progress() {
    return progress;
  }
}
