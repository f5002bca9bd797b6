package io.dbintel.local.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.ingest.config.Scrub;
import io.dbintel.ingest.config.StatementsConfig;
import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.ingest.statements.PollSummary;
import io.dbintel.local.Await;
import io.dbintel.local.otlp.LogEntry;
import io.dbintel.local.otlp.OtlpReceiver;
import io.dbintel.schemas.deadletter.InvalidRecordException;
import io.dbintel.schemas.envelope.Outcome;
import io.dbintel.schemas.json.RecordCodec;
import io.dbintel.schemas.output.EventBatch;
import io.dbintel.schemas.output.EventBatch.Event;
import io.dbintel.schemas.topic.Topic;
import io.dbintel.udfs.texts.QueryTextScrubber;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts on their way from real servers to OTLP, with secrets planted in them. */
class StatementTextsIT {
  private static final RecordCodec<EventBatch> EVENTS = new RecordCodec<>(EventBatch.class);
  private static final Set<String> SHAPE =
      Set.of(
          "db.query.text",
          "dbintel.query.fingerprint",
          "dbintel.query.truncated",
          "db.query.summary",
          "db.operation.name",
          "db.collection.name");

  /** Some statements of the workload share a queryid, by the release. */
  private static final int STATEMENTS = 18;

  private static final List<String> BODIES = Collections.synchronizedList(new ArrayList<>());

  private static CapturedLog log;
  private static Servers servers;
  private static Pipeline pipeline;
  private static OtlpReceiver receiver;

  @BeforeAll
  static void start() throws Exception {
    log = CapturedLog.start();
    servers = new Servers();
    pipeline = Pipeline.start(Pipeline.ALL);
    pipeline.startJob(2);
    receiver = OtlpReceiver.start();
    receiver.observe((signal, body) -> BODIES.add(new String(body, StandardCharsets.ISO_8859_1)));
    ExportRun.start(pipeline, receiver.endpoint());
  }

  @AfterAll
  static void stop() {
    receiver.close();
    pipeline.close();
    servers.close();
    log.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {13, 17, 18})
  void eventsCarryScrubbedTextsAndTheEdgeGivesTheSameAsTheJob(int major) {
    String jobSecret = "JobSecret" + major + "Qx";
    String edgeSecret = "EdgeSecret" + major + "Qx";
    List<Map<String, Object>> job = exported(major, Scrub.JOB, jobSecret);
    List<Map<String, Object>> edge = exported(major, Scrub.EDGE, edgeSecret);

    assertThat(job)
        .hasSizeGreaterThanOrEqualTo(STATEMENTS)
        .allSatisfy(
            attributes ->
                assertThat(attributes)
                    .containsKeys("db.query.text", "dbintel.query.fingerprint")
                    .hasEntrySatisfying(
                        "dbintel.query.fingerprint",
                        id -> assertThat((String) id).matches("v2:[0-9a-f]{16}")));
    assertThat(job)
        .anySatisfy(
            attributes ->
                assertThat(attributes)
                    .containsEntry("db.query.text", "UPDATE guarded SET note = ? WHERE id = ?")
                    .containsEntry("db.query.summary", "UPDATE guarded")
                    .containsEntry("db.operation.name", "UPDATE")
                    .containsEntry("db.collection.name", "guarded"));
    assertThat(texts(edge)).isEqualTo(texts(job));

    KafkaBytes jobBytes = KafkaBytes.search(pipeline.kafka().bootstrapServers(), jobSecret);
    assertThat(jobBytes.topicsWithIt())
        .as("the server said it, and nothing that left a job did")
        .containsExactly(Topic.RAW_QUERY_TEXTS.topicName());
    KafkaBytes edgeBytes = KafkaBytes.search(pipeline.kafka().bootstrapServers(), edgeSecret);
    assertThat(edgeBytes.topicsWithIt()).as("no byte in any topic").isEmpty();
    assertThat(edgeBytes.records())
        .containsKeys(Topic.EVENTS.topicName(), Topic.RAW_QUERY_TEXTS.topicName());
    assertThat(String.join("", BODIES))
        .contains("UPDATE guarded SET note = ?")
        .doesNotContain(jobSecret, edgeSecret);
    assertThat(log.text()).contains("io.dbintel").doesNotContain(jobSecret, edgeSecret);
    assertThat(pipeline.job().failure()).isEmpty();
    assertThat(pipeline.records(Topic.DEADLETTER)).isEmpty();
  }

  /** What the server says of a failure may quote data: only our own words and SQLSTATE travel. */
  @Test
  void messagesOfTheServerStayThere() {
    String secret = "FailureSecretQx";
    MonitoredServer server = servers.of(17);
    server.runUnseen("CREATE DATABASE failing");
    server
        .postgres()
        .execute(
            "failing",
            """
            CREATE EXTENSION pg_stat_statements;
            ALTER EXTENSION pg_stat_statements DROP VIEW pg_stat_statements;
            ALTER EXTENSION pg_stat_statements DROP FUNCTION pg_stat_statements(boolean);
            DROP VIEW pg_stat_statements;
            ALTER FUNCTION pg_stat_statements(boolean) RENAME TO today;
            CREATE VIEW later AS SELECT * FROM public.today(false);
            CREATE FUNCTION pg_stat_statements(showtext boolean) RETURNS SETOF later
              LANGUAGE plpgsql AS
              $$ BEGIN RAISE EXCEPTION 'row of %', 'SECRET' USING DETAIL = 'SECRET'; END $$;
            """
                .replace("SECRET", secret));
    for (Scrub scrub : Scrub.values()) {
      TargetConfig target =
          Targets.inDatabase(server.target("failing-" + scrub), "failing").withScrub(scrub);
      try (Collector collector = pipeline.collect(target)) {
        PollSummary poll = collector.tryPoll();
        assertThat(poll.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(poll.reason()).isEqualTo("server_error:P0001");
        assertThat(poll.toString()).doesNotContain(secret);
      }
    }
    pipeline.awaitDelivery();
    KafkaBytes bytes = KafkaBytes.search(pipeline.kafka().bootstrapServers(), secret);
    assertThat(bytes.topicsWithIt()).isEmpty();
    assertThat(bytes.records()).containsKey(Topic.RAW_STATEMENTS.topicName());
    assertThat(log.text()).contains("P0001").doesNotContain(secret);
  }

  /** A column of a later release may hold anything: with the edge only values travel. */
  @Test
  void columnsOfTextThatNobodyKnowsStayAtTheEdge() {
    String secret = "ColumnSecretQx";
    MonitoredServer server = servers.of(17);
    server.runUnseen("CREATE DATABASE columns");
    server
        .postgres()
        .execute(
            "columns",
            """
            CREATE EXTENSION pg_stat_statements;
            ALTER EXTENSION pg_stat_statements DROP VIEW pg_stat_statements;
            ALTER EXTENSION pg_stat_statements DROP FUNCTION pg_stat_statements(boolean);
            DROP VIEW pg_stat_statements;
            ALTER FUNCTION pg_stat_statements(boolean) RENAME TO today;
            CREATE VIEW later AS SELECT *, 'SECRET'::text AS new_text, 7 AS new_number
              FROM public.today(false);
            GRANT SELECT ON later TO PUBLIC;
            CREATE FUNCTION pg_stat_statements(showtext boolean) RETURNS SETOF later
              LANGUAGE sql AS 'SELECT * FROM public.later';
            """
                .replace("SECRET", secret));
    TargetConfig target =
        Targets.inDatabase(server.target("columns"), "columns").withScrub(Scrub.EDGE);
    try (Collector collector = pipeline.collect(target)) {
      PollSummary poll = collector.poll();
      assertThat(collector.chunks(poll.pollNumber()).get(0).unknownColumns())
          .containsExactly("new_number");
    }
    pipeline.awaitDelivery();
    assertThat(KafkaBytes.search(pipeline.kafka().bootstrapServers(), secret).topicsWithIt())
        .isEmpty();
  }

  @Test
  void aServerSaysHowItReadsStrings() {
    MonitoredServer server = servers.of(17);
    server.postgres().execute("ALTER ROLE ALL SET standard_conforming_strings = off");
    try (Collector collector = pipeline.collect(eager(server, "strings", Scrub.JOB))) {
      server.run("SELECT 1, 2, 3, 4, 5, 6, 7");
      collector.poll();
      assertThat(collector.texts())
          .isNotEmpty()
          .allMatch(record -> !record.standardConformingStrings());
    } finally {
      server.postgres().execute("ALTER ROLE ALL RESET standard_conforming_strings");
    }
  }

  /** Attributes of a text in each event of the poll that saw the workload. */
  private static List<Map<String, Object>> exported(int major, Scrub scrub, String secret) {
    MonitoredServer server = servers.of(major);
    SecretWorkload.prepare(server);
    try (Collector collector = pipeline.collect(eager(server, "texts-" + scrub + major, scrub))) {
      collector.poll();
      SecretWorkload.run(server, secret);
      collector.poll();
      assertThat(collector.texts())
          .allMatch(
              record ->
                  record.envelope().scrubVersion() == null
                      ? scrub == Scrub.JOB
                      : record.envelope().scrubVersion().equals(QueryTextScrubber.VERSION));
      pipeline.intervals(collector);
      List<Event> events = events(collector);
      awaitExport(collector.instance(), events);
      return events.stream().map(StatementTextsIT::shape).toList();
    }
  }

  private static Map<String, Object> shape(Event event) {
    Map<String, Object> shape = new TreeMap<>(event.attributes());
    shape.keySet().retainAll(SHAPE);
    return shape;
  }

  private static TargetConfig eager(MonitoredServer server, String instance, Scrub scrub) {
    StatementsConfig texts = StatementsConfig.defaults().withTextsMinInterval(Duration.ZERO);
    return server.target(instance).withStatements(texts).withScrub(scrub);
  }

  private static List<Event> events(Collector collector) {
    String id = "events:" + collector.lastPoll() + ":";
    List<Event> events = new ArrayList<>();
    Await.orFail(
        Pipeline.DEADLINE,
        () -> {
          events.clear();
          pipeline.records(Topic.EVENTS).stream()
              .map(record -> decode(record.value()))
              .filter(batch -> batch.id().startsWith(id))
              .forEach(batch -> events.addAll(batch.events()));
          return !events.isEmpty();
        },
        () -> "no events of poll " + id);
    return events;
  }

  /** The same texts at the receiver, one for each event. */
  private static void awaitExport(String instance, List<Event> events) {
    Set<String> fingerprints =
        events.stream()
            .map(event -> (String) event.attributes().get("dbintel.query.fingerprint"))
            .collect(Collectors.toSet());
    Await.orFail(
        Pipeline.DEADLINE,
        () ->
            receiver.latestLogs().stream()
                .map(LogEntry::attributes)
                .map(attributes -> attributes.get("dbintel.query.fingerprint"))
                .collect(Collectors.toSet())
                .containsAll(fingerprints),
        () -> "not all texts of " + instance + " were exported");
  }

  private static List<String> texts(List<Map<String, Object>> exported) {
    return exported.stream().map(Map::toString).sorted().toList();
  }

  private static EventBatch decode(byte[] record) {
    try {
      return EVENTS.decode(record);
    } catch (InvalidRecordException broken) {
      throw new AssertionError("An event batch cannot be read", broken);
    }
  }
}
