package io.dbintel.local.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.local.Await;
import io.dbintel.local.otlp.OtlpReceiver;
import io.dbintel.schemas.json.RecordCodec;
import io.dbintel.schemas.output.EventBatch;
import io.dbintel.schemas.output.MetricBatchCodec;
import io.dbintel.schemas.statements.QueryTextsCodec;
import io.dbintel.schemas.testing.Samples;
import io.dbintel.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.api.common.JobStatus;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/**
 * Records that cannot be read: a dead letter each, nothing of their content, and the job goes on.
 */
class BadInputIT {
  private static final Set<Topic> WRITTEN_BY_JOBS =
      Set.of(Topic.STATEMENT_INTERVALS, Topic.DEADLETTER);
  private static final int LIMIT = Topic.RAW_STATEMENTS.maxMessageBytes();

  @Test
  void theStatementsJobLives() {
    SimulatedInstance good = new SimulatedInstance("good", 40, 2);
    SimulatedInstance atLimit = new SimulatedInstance("at-limit", 40, 1);
    byte[] chunk = new SimulatedInstance("victim", 20, 1).nextPoll().get(0).value();
    byte[] texts = QueryTextsCodec.encode(Samples.queryTexts());
    try (Pipeline pipeline = Pipeline.start(WRITTEN_BY_JOBS);
        BadRecordSender sender = new BadRecordSender(pipeline)) {
      pipeline.startJob(2);
      for (int poll = 0; poll < 2; poll++) {
        pipeline.kafka().clients().publish(good.nextPoll());
        sendPadded(sender, atLimit);
      }
      sender.send(Topic.RAW_QUERY_TEXTS, "shop", texts);
      sender.send(Topic.RAW_STATEMENTS, BadRecords.of("victim", chunk, LIMIT));
      sender.send(Topic.RAW_STATEMENTS, BadRecords.of("good", renamed(chunk, "good"), LIMIT));
      sender.send(Topic.RAW_QUERY_TEXTS, BadRecords.of("shop", texts, LIMIT));
      sender.send(Topic.RAW_QUERY_TEXTS, "shop", BadRecords.padded(texts, LIMIT));
      pipeline.kafka().clients().publish(good.nextPoll());
      sendPadded(sender, atLimit);

      for (SimulatedInstance instance : List.of(good, atLimit)) {
        Intervals measured = pipeline.intervals(instance.name(), instance.lastPoll());
        Map<Long, Long> calls = new TreeMap<>();
        measured.sums().forEach((key, values) -> calls.put(key.queryid(), values.calls()));
        assertThat(calls).as(instance.name()).isEqualTo(instance.callsSinceBaseline());
        assertThat(measured.flagged()).isEmpty();
      }
      sender.assertOneDeadLetterForEach("statements");
      sender.assertNoSecretInDeadLetters();
      assertThat(pipeline.job().state()).isEqualTo(JobStatus.RUNNING);
      assertThat(pipeline.job().failure()).isEmpty();
    }
  }

  @Test
  void theExportJobLives() throws Exception {
    byte[] metrics = MetricBatchCodec.encode(Samples.metricBatch());
    byte[] events = new RecordCodec<>(EventBatch.class).encode(Samples.eventBatch());
    try (Pipeline pipeline = Pipeline.start(WRITTEN_BY_JOBS);
        OtlpReceiver receiver = OtlpReceiver.start();
        BadRecordSender sender = new BadRecordSender(pipeline)) {
      ExportRun export = ExportRun.start(pipeline, receiver.endpoint());
      sender.send(Topic.METRICS, "shop", metrics);
      sender.send(Topic.EVENTS, "shop", events);
      awaitEvents(receiver, 1);
      sender.send(Topic.METRICS, BadRecords.of("shop", metrics, LIMIT));
      sender.send(Topic.EVENTS, BadRecords.of("shop", events, LIMIT));
      sender.send(Topic.METRICS, "shop", metrics);
      sender.send(Topic.EVENTS, "shop", events);

      awaitEvents(receiver, 2);
      sender.assertOneDeadLetterForEach("export-otlp");
      sender.assertNoSecretInDeadLetters();
      assertThat(export.state()).isEqualTo("RUNNING");
      Await.orFail(
          Pipeline.DEADLINE,
          () -> receiver.counts().acceptedPoints() >= 2,
          () -> "received " + receiver.counts());
      assertThat(receiver.counts().rejectedPoints()).isZero();
    }
  }

  private static void awaitEvents(OtlpReceiver receiver, long count) {
    Await.orFail(
        Pipeline.DEADLINE,
        () -> receiver.logCountsByEventName().getOrDefault("db.server.top_query", 0L) >= count,
        () -> "received " + receiver.counts() + " " + receiver.logCountsByEventName());
  }

  private static void sendPadded(BadRecordSender sender, SimulatedInstance instance) {
    for (ProducerRecord<byte[], byte[]> record : instance.nextPoll()) {
      byte[] value = BadRecords.padded(record.value(), LIMIT);
      sender.send(Topic.RAW_STATEMENTS, instance.name(), value);
    }
  }

  private static byte[] renamed(byte[] chunk, String instance) {
    String text = new String(chunk, StandardCharsets.UTF_8);
    return text.replace("\"instance\":\"victim\"", "\"instance\":\"" + instance + "\"")
        .getBytes(StandardCharsets.UTF_8);
  }
}
