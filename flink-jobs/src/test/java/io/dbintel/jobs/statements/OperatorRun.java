package io.dbintel.jobs.statements;

import io.dbintel.jobs.kafka.OutboundRecord;
import io.dbintel.jobs.kafka.RawRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** One subtask of the statements operator in Flink's harness, from its opening to its end. */
final class OperatorRun implements AutoCloseable {
  private static final int MAX_PARALLELISM = 128;
  private static final int TOP = 3;

  private final KeyedOneInputStreamOperatorTestHarness<String, RawRecord, OutboundRecord> harness;
  private final int parallelism;
  private final int subtask;

  private OperatorRun(int parallelism, int subtask) throws Exception {
    this.parallelism = parallelism;
    this.subtask = subtask;
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new StatementsOperator(TOP),
            record -> Objects.requireNonNullElse(record.keyText(), ""),
            Types.STRING,
            MAX_PARALLELISM,
            parallelism,
            subtask);
  }

  static OperatorRun begin() throws Exception {
    OperatorRun run = new OperatorRun(1, 0);
    run.harness.open();
    return run;
  }

  /** Goes on from a snapshot of a single subtask, as one of {@code parallelism} subtasks. */
  static OperatorRun restore(OperatorSubtaskState snapshot, int parallelism, int subtask)
      throws Exception {
    OperatorRun run = new OperatorRun(parallelism, subtask);
    run.harness.initializeState(
        AbstractStreamOperatorTestHarness.repartitionOperatorState(
            snapshot, MAX_PARALLELISM, 1, parallelism, subtask));
    run.harness.open();
    return run;
  }

  /** Processes the records whose keys belong to this subtask. */
  void feed(List<RawRecord> records) throws Exception {
    for (RawRecord record : records) {
      String key = Objects.requireNonNullElse(record.keyText(), "");
      if (KeyGroupRangeAssignment.assignKeyToParallelOperator(key, MAX_PARALLELISM, parallelism)
          == subtask) {
        harness.processElement(new StreamRecord<>(record));
      }
    }
  }

  /** No more records will come. */
  void endInput() throws Exception {
    harness.endInput();
  }

  OperatorSubtaskState snapshot() throws Exception {
    return harness.snapshot(1, 1);
  }

  List<OutboundRecord> outbound() {
    return harness.extractOutputValues();
  }

  /** Topic, key and bytes of all results so far. */
  List<String> outputs() {
    return outbound().stream()
        .map(
            record ->
                record.topic()
                    + " "
                    + record.key()
                    + " "
                    + new String(record.value(), StandardCharsets.UTF_8))
        .toList();
  }

  @Override
  public void close() {
    try {
      harness.close();
    } catch (Exception failure) {
      throw new IllegalStateException("The operator does not close", failure);
    }
  }
}
