package io.dbintel.local.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.ingest.publish.OutgoingRecord;
import io.dbintel.ingest.statements.PollSummary;
import io.dbintel.schemas.envelope.Outcome;
import io.dbintel.schemas.statements.IntervalChunk;
import io.dbintel.schemas.topic.Topic;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Polls and chunks that are missing, failed, late or repeated: intervals widen, sums stay. */
@ExtendWith(SharedStack.class)
class StatementsDeliveryIT {
  private static final int MAJOR = 17;
  private static final int STATEMENTS = 450;

  private final Pipeline pipeline;
  private final MonitoredServer server;

  StatementsDeliveryIT(Pipeline pipeline, Servers servers) {
    this.pipeline = pipeline;
    this.server = servers.of(MAJOR);
    Workload.createWide(server);
    server.runUnseen("SELECT pg_stat_statements_reset()");
    server.run(Workload.distinct(0, STATEMENTS));
  }

  @Test
  void aMissedPollWidensTheNextInterval() {
    try (Scenario scenario = new Scenario(pipeline, server, "missed")) {
      PollSummary first = scenario.baseline();
      server.run(Workload.distinct(0, STATEMENTS));
      scenario.collector().tap().lose(record -> true);
      scenario.poll();
      scenario.collector().tap().lose(record -> false);
      server.run(Workload.distinct(0, STATEMENTS));
      scenario.poll();

      scenario.compare().assertExact();
      assertThat(starts(scenario.measured().chunks()))
          .containsExactly(timeOf(scenario, first.pollNumber()));
    }
  }

  @Test
  void aMissingChunkWidensItsOwnBucketOnly() {
    try (Scenario scenario = new Scenario(pipeline, server, "chunk")) {
      PollSummary first = scenario.baseline();
      assertThat(first.buckets()).isEqualTo(4);
      server.run(Workload.distinct(0, STATEMENTS));
      scenario
          .collector()
          .tap()
          .lose(
              record ->
                  record.topic() == Topic.RAW_STATEMENTS
                      && Collector.chunk(record).poll().bucket() == 2);
      PollSummary second = scenario.poll();
      scenario.collector().tap().lose(record -> false);
      server.run(Workload.distinct(0, STATEMENTS));
      PollSummary third = scenario.poll();

      scenario.compare().assertExact();
      Intervals measured = scenario.measured();
      assertThat(bucketsOf(measured, second)).containsExactlyInAnyOrder(0, 1, 3);
      assertThat(bucketsOf(measured, third)).containsExactlyInAnyOrder(0, 1, 2, 3);
      Intervals last = measured.ofPolls(number -> number == third.pollNumber());
      for (IntervalChunk chunk : last.chunks()) {
        long since = chunk.header().bucket() == 2 ? first.pollNumber() : second.pollNumber();
        assertThat(starts(List.of(chunk)))
            .as("bucket %d", chunk.header().bucket())
            .containsExactly(timeOf(scenario, since));
      }
    }
  }

  @Test
  void aFailedPollIsPublishedAndLosesNothing() {
    try (Scenario scenario = new Scenario(pipeline, server, "failed")) {
      PollSummary first = scenario.baseline();
      server.run(Workload.distinct(0, 50));
      server.postgres().stop();
      PollSummary down = scenario.collector().tryPoll();
      PollSummary refused = scenario.collector().tryPoll();
      server.postgres().startAgain();
      server.run(Workload.distinct(0, 50));
      scenario.poll();

      assertThat(List.of(down.outcome(), refused.outcome())).containsOnly(Outcome.FAILED);
      assertThat(refused.reason()).isEqualTo("connection_refused");
      scenario.compare().assertExact();
      assertThat(starts(scenario.measured().chunks()))
          .containsExactly(timeOf(scenario, first.pollNumber()));
    }
  }

  @Test
  void repeatedAndLateRecordsChangeNothing() {
    try (Scenario scenario = new Scenario(pipeline, server, "repeated")) {
      scenario.baseline();
      server.run(Workload.distinct(0, STATEMENTS));
      PollSummary second = scenario.poll();
      scenario.collector().tap().again(scenario.collector().records(second.pollNumber()));
      server.run(Workload.distinct(0, STATEMENTS));
      PollSummary third = scenario.poll();
      scenario.collector().tap().again(scenario.collector().tap().taken());
      scenario.collector().tap().again(scenario.collector().records(third.pollNumber()));
      server.run(Workload.distinct(0, STATEMENTS));
      scenario.poll();

      scenario.compare().assertExact();
    }
  }

  @Test
  void chunksOfAPollMayComeInAnyOrderAndOlderPollsTooLate() {
    try (Scenario scenario = new Scenario(pipeline, server, "order")) {
      scenario.baseline();
      scenario.collector().tap().lose(record -> true);
      server.run(Workload.distinct(0, STATEMENTS));
      PollSummary late = scenario.poll();
      server.run(Workload.distinct(0, STATEMENTS));
      PollSummary next = scenario.poll();
      List<OutgoingRecord> reversed =
          new ArrayList<>(scenario.collector().records(next.pollNumber()));
      Collections.reverse(reversed);
      scenario.collector().tap().again(reversed);
      scenario.collector().tap().again(scenario.collector().records(late.pollNumber()));
      scenario.collector().tap().lose(record -> false);
      server.run(Workload.distinct(0, STATEMENTS));
      scenario.poll();

      scenario.compare().assertExact();
      assertThat(bucketsOf(scenario.measured(), late)).isEmpty();
    }
  }

  private static Set<Long> starts(List<IntervalChunk> chunks) {
    return chunks.stream()
        .flatMap(chunk -> chunk.rows().stream())
        .map(IntervalChunk.Row::start)
        .collect(Collectors.toSet());
  }

  private static Set<Integer> bucketsOf(Intervals measured, PollSummary poll) {
    return measured.ofPolls(number -> number == poll.pollNumber()).chunks().stream()
        .map(chunk -> chunk.header().bucket())
        .collect(Collectors.toSet());
  }

  private static long timeOf(Scenario scenario, long poll) {
    return scenario.collector().chunks(poll).get(0).envelope().serverTimeAfter();
  }
}
