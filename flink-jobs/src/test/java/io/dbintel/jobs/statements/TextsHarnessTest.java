package io.dbintel.jobs.statements;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.jobs.kafka.RawRecord;
import io.dbintel.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.StateObjectCollection;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.StreamStateHandle;
import org.apache.flink.runtime.state.memory.ByteStreamStateHandle;
import org.junit.jupiter.api.Test;

/** Texts and polls of several instances meet in keyed state, in whatever order they are read. */
class TextsHarnessTest {
  private static final String SECRET = "Zx9Secret";
  private static final int INSTANCES = 20;
  private static final int POLLS = 6;

  private final FleetOfPolls fleet = new FleetOfPolls();

  @Test
  void eventsCarryTheScrubbedTextAndNoLiteral() throws Exception {
    List<String> events = events(run(inOrder()));
    assertThat(events)
        .hasSize(INSTANCES * (POLLS - 1))
        .allMatch(event -> event.contains("WHERE s = ?"))
        .allMatch(event -> event.contains("\"dbintel.query.fingerprint\":\"v2:"))
        .allMatch(event -> event.contains("\"db.query.summary\":\"SELECT t"))
        .noneMatch(event -> event.contains(SECRET));
  }

  @Test
  void whateverIsReadFirstTheEventsAreTheSame() throws Exception {
    List<String> events = sorted(events(run(inOrder())));
    for (int seed = 0; seed < 20; seed++) {
      assertThat(sorted(events(run(interleaved(new Random(seed)))))).isEqualTo(events);
    }
  }

  @Test
  void pollsThatWaitSurviveASnapshotAndAnotherParallelism() throws Exception {
    List<RawRecord> polls = polls();
    List<RawRecord> texts = texts();
    List<String> outputs = new ArrayList<>();
    OperatorSubtaskState snapshot;
    try (OperatorRun first = OperatorRun.begin()) {
      first.feed(polls);
      assertThat(events(first.outputs())).isEmpty();
      snapshot = first.snapshot();
    }
    for (int subtask = 0; subtask < 3; subtask++) {
      try (OperatorRun second = OperatorRun.restore(snapshot, 3, subtask)) {
        second.feed(texts);
        outputs.addAll(second.outputs());
      }
    }
    assertThat(sorted(events(outputs))).isEqualTo(sorted(events(run(inOrder()))));
  }

  @Test
  void theEndOfBoundedInputLetsAllPollsGo() throws Exception {
    try (OperatorRun run = OperatorRun.begin()) {
      run.feed(polls());
      assertThat(events(run.outputs())).isEmpty();
      run.endInput();
      assertThat(events(run.outputs()))
          .hasSize(INSTANCES * (POLLS - 1))
          .noneMatch(event -> event.contains("db.query.text"));
    }
  }

  @Test
  void metricsAndIntervalsDoNotWait() throws Exception {
    try (OperatorRun run = OperatorRun.begin()) {
      run.feed(polls());
      assertThat(run.outputs())
          .anyMatch(output -> output.startsWith(Topic.METRICS.topicName() + " "))
          .anyMatch(output -> output.startsWith(Topic.STATEMENT_INTERVALS.topicName() + " "));
    }
  }

  @Test
  void stateHoldsNoRawText() throws Exception {
    try (OperatorRun run = OperatorRun.begin()) {
      run.feed(inOrder());
      String state = dump(run.snapshot());
      assertThat(state).contains("WHERE s = ?").doesNotContain(SECRET);
    }
  }

  @Test
  void aLostRecordOfTextsDoesNotBlockForEver() throws Exception {
    try (OperatorRun run = OperatorRun.begin()) {
      run.feed(List.of(fleet.texts("i", 0, SECRET)));
      for (int poll = 0; poll < 3; poll++) {
        for (int bucket = 0; bucket < FleetOfPolls.BUCKETS; bucket++) {
          run.feed(List.of(fleet.chunk("i", poll, bucket, poll == 2 ? 1L : 0L)));
        }
      }
      assertThat(events(run.outputs())).hasSize(1);
      run.feed(List.of(fleet.texts("i", 2, SECRET)));
      assertThat(events(run.outputs())).hasSize(2);
    }
  }

  private List<RawRecord> polls() {
    List<RawRecord> records = new ArrayList<>();
    for (int poll = 0; poll < POLLS; poll++) {
      for (int instance = 0; instance < INSTANCES; instance++) {
        for (int bucket = 0; bucket < FleetOfPolls.BUCKETS; bucket++) {
          records.add(fleet.chunk("instance-" + instance, poll, bucket, (long) poll));
        }
      }
    }
    return records;
  }

  /** A record before each poll. */
  private List<RawRecord> texts() {
    List<RawRecord> records = new ArrayList<>();
    for (int poll = 0; poll < POLLS; poll++) {
      for (int instance = 0; instance < INSTANCES; instance++) {
        records.add(fleet.texts("instance-" + instance, poll, SECRET + poll));
      }
    }
    return records;
  }

  private List<RawRecord> inOrder() {
    List<RawRecord> all = new ArrayList<>(texts());
    all.addAll(polls());
    return all;
  }

  private List<RawRecord> interleaved(Random random) {
    List<RawRecord> texts = texts();
    List<RawRecord> polls = polls();
    List<Boolean> turns = new ArrayList<>(Collections.nCopies(texts.size(), true));
    turns.addAll(Collections.nCopies(polls.size(), false));
    Collections.shuffle(turns, random);
    List<RawRecord> all = new ArrayList<>();
    for (boolean text : turns) {
      all.add((text ? texts : polls).remove(0));
    }
    return all;
  }

  private static List<String> run(List<RawRecord> records) throws Exception {
    try (OperatorRun run = OperatorRun.begin()) {
      run.feed(records);
      return run.outputs();
    }
  }

  private static List<String> events(List<String> outputs) {
    return outputs.stream()
        .filter(output -> output.startsWith(Topic.EVENTS.topicName() + " "))
        .toList();
  }

  private static List<String> sorted(List<String> events) {
    return events.stream().sorted().toList();
  }

  private static String dump(OperatorSubtaskState snapshot) throws Exception {
    StringBuilder bytes = new StringBuilder();
    StateObjectCollection<KeyedStateHandle> handles = snapshot.getManagedKeyedState();
    for (KeyedStateHandle handle : handles) {
      StreamStateHandle stream = ((KeyGroupsStateHandle) handle).getDelegateStateHandle();
      bytes.append(
          new String(((ByteStreamStateHandle) stream).getData(), StandardCharsets.ISO_8859_1));
    }
    return bytes.toString();
  }
}
