package io.dbintel.jobs.statements;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dbintel.jobs.kafka.OutboundRecord;
import io.dbintel.jobs.kafka.RawRecord;
import io.dbintel.schemas.json.Json;
import io.dbintel.schemas.topic.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** The operator around the processor: keyed state, the heap in between, snapshots, dead letters. */
class StatementsOperatorHarnessTest {
  private static final int POLLS = 3;

  /** More than are kept on the heap, so that some are written to state and loaded in mid-poll. */
  private static final int INSTANCES = 200;

  private final FleetOfPolls fleet = new FleetOfPolls();

  @Test
  void pollsOfManyInstancesMayBeUnderWayAtOnce() throws Exception {
    List<String> oneAfterTheOther = run(sequential(INSTANCES));
    List<String> allAtOnce = run(interleaved(INSTANCES));
    assertThat(oneAfterTheOther).hasSizeGreaterThan(INSTANCES * POLLS);
    assertThat(allAtOnce).containsExactlyInAnyOrderElementsOf(oneAfterTheOther);
  }

  @Test
  void aSnapshotInMidPollChangesNothing() throws Exception {
    List<RawRecord> records = interleaved(INSTANCES);
    assertThat(runWithRestore(records, 1)).isEqualTo(run(records));
  }

  @Test
  void aSnapshotInMidPollGoesOnWithAnotherParallelism() throws Exception {
    List<RawRecord> records = interleaved(INSTANCES);
    assertThat(runWithRestore(records, 2)).containsExactlyInAnyOrderElementsOf(run(records));
  }

  @Test
  void whatCannotBeReadBecomesADeadLetterAndTheRestGoesOn() throws Exception {
    List<RawRecord> records = new ArrayList<>();
    records.add(fleet.record("shop", "{\"secret\":".getBytes(StandardCharsets.UTF_8)));
    records.add(fleet.record("shop", null));
    records.add(fleet.record(null, fleet.chunk("shop", 0, 0).value()));
    records.add(fleet.record("another", fleet.chunk("shop", 0, 0).value()));
    records.addAll(sequential(1));
    try (OperatorRun run = OperatorRun.begin()) {
      run.feed(records);
      List<JsonNode> letters =
          run.outbound().stream()
              .filter(record -> record.topic().equals(Topic.DEADLETTER.topicName()))
              .map(StatementsOperatorHarnessTest::json)
              .toList();
      assertThat(letters)
          .extracting(letter -> letter.get("reason").asText())
          .containsExactly("malformed_json", "missing_field", "key_mismatch", "key_mismatch");
      assertThat(letters)
          .extracting(letter -> letter.get("offset").asLong())
          .containsExactlyElementsOf(
              records.subList(0, 4).stream().map(RawRecord::offset).toList());
      assertThat(letters.toString()).doesNotContain("secret");
      assertThat(run.outbound())
          .anyMatch(record -> record.topic().equals(Topic.STATEMENT_INTERVALS.topicName()));
    }
  }

  private List<RawRecord> sequential(int instances) {
    List<RawRecord> records = new ArrayList<>();
    for (int instance = 0; instance < instances; instance++) {
      for (int poll = 0; poll < POLLS; poll++) {
        for (int bucket = 0; bucket < FleetOfPolls.BUCKETS; bucket++) {
          records.add(fleet.chunk("instance-" + instance, poll, bucket));
        }
      }
    }
    return records;
  }

  private List<RawRecord> interleaved(int instances) {
    List<RawRecord> records = new ArrayList<>();
    for (int poll = 0; poll < POLLS; poll++) {
      for (int bucket = 0; bucket < FleetOfPolls.BUCKETS; bucket++) {
        for (int instance = 0; instance < instances; instance++) {
          records.add(fleet.chunk("instance-" + instance, poll, bucket));
        }
      }
    }
    return records;
  }

  private static List<String> run(List<RawRecord> records) throws Exception {
    try (OperatorRun run = OperatorRun.begin()) {
      run.feed(records);
      return run.outputs();
    }
  }

  /** Snapshot in the middle of most instances' polls, then on from it. */
  private static List<String> runWithRestore(List<RawRecord> records, int parallelism)
      throws Exception {
    int half = records.size() / 2 + INSTANCES / 2;
    List<String> outputs = new ArrayList<>();
    OperatorSubtaskState snapshot;
    try (OperatorRun first = OperatorRun.begin()) {
      first.feed(records.subList(0, half));
      snapshot = first.snapshot();
      outputs.addAll(first.outputs());
    }
    for (int subtask = 0; subtask < parallelism; subtask++) {
      try (OperatorRun second = OperatorRun.restore(snapshot, parallelism, subtask)) {
        second.feed(records.subList(half, records.size()));
        outputs.addAll(second.outputs());
      }
    }
    return outputs;
  }

  private static JsonNode json(OutboundRecord record) {
    try {
      return Json.mapper().readTree(record.value());
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }
}
