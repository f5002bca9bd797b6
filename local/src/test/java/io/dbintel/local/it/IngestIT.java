package io.dbintel.local.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dbintel.ingest.config.StatementsConfig;
import io.dbintel.ingest.publish.OutgoingRecord;
import io.dbintel.ingest.statements.PollSummary;
import io.dbintel.schemas.envelope.Envelope;
import io.dbintel.schemas.envelope.Epoch;
import io.dbintel.schemas.envelope.Outcome;
import io.dbintel.schemas.envelope.Sequence;
import io.dbintel.schemas.statements.QueryTexts;
import io.dbintel.schemas.statements.RowKeys;
import io.dbintel.schemas.statements.StatementColumns;
import io.dbintel.schemas.statements.StatementsChunk;
import io.dbintel.schemas.topic.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a poll publishes, on every major release. */
@ExtendWith(SharedStack.class)
class IngestIT {
  private static final int[] SIZES = {20, 700};
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Pipeline pipeline;
  private final Servers servers;

  IngestIT(Pipeline pipeline, Servers servers) {
    this.pipeline = pipeline;
    this.servers = servers;
  }

  @ParameterizedTest
  @ValueSource(ints = {13, 14, 15, 16, 17, 18})
  void chunksHoldEveryRowAndColumnOfTheView(int major) {
    MonitoredServer server = servers.of(major);
    Workload.createWide(server);
    server.runUnseen("SELECT pg_stat_statements_reset()");
    int buckets = 1;
    try (Collector collector = pipeline.collect(server.target("rows-" + major))) {
      for (int size : SIZES) {
        server.run(Workload.distinct(0, size));
        PollSummary poll = collector.poll();
        assertThat(poll.buckets()).isEqualTo(buckets);
        assertThat(IntStream.range(0, buckets).boxed())
            .containsExactlyElementsOf(
                collector.chunks(poll.pollNumber()).stream()
                    .map(chunk -> chunk.poll().bucket())
                    .toList());
        assertThat(publishedRows(collector, poll)).isEqualTo(WireRows.ofView(server));
        for (StatementsChunk chunk : collector.chunks(poll.pollNumber())) {
          assertThat(chunk.poll().pollRows()).isEqualTo(poll.rows());
          assertThat(chunk.poll().bucketRows()).isEqualTo(chunk.rows());
          assertThat(IntStream.range(0, chunk.rows()).boxed())
              .allMatch(
                  row ->
                      RowKeys.bucket(chunk.hash(row), chunk.poll().buckets())
                          == chunk.poll().bucket());
          assertThat(chunk.unknownColumns()).isEmpty();
        }
        buckets = 4;
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {13, 14, 15, 16, 17, 18})
  void theHeaderTellsWhoWhenAndWhatWasRead(int major) {
    MonitoredServer server = servers.of(major);
    try (Collector collector = pipeline.collect(server.target("header-" + major))) {
      server.run("SELECT 1");
      PollSummary poll = collector.poll();
      for (StatementsChunk chunk : collector.chunks(poll.pollNumber())) {
        Envelope envelope = chunk.envelope();
        assertThat(envelope.outcome()).isEqualTo(Outcome.OK);
        assertThat(envelope.serverTimeBefore()).isLessThanOrEqualTo(envelope.serverTimeAfter());
        assertThat(envelope.server().versionNum() / 10_000).isEqualTo(major);
        Epoch epoch = envelope.epoch();
        assertThat(epoch.systemIdentifier())
            .isEqualTo(
                server.postgres().value("SELECT system_identifier FROM pg_control_system()"));
        assertThat(epoch.viewVersion())
            .isEqualTo(StatementColumns.extensionVersionOf(major).orElseThrow());
        assertThat(epoch.readsAll()).isTrue();
        assertThat(epoch.statsReset() == null).isEqualTo(major == 13);
        assertThat(epoch.postmasterStart() == null).isEqualTo(major != 13);
        assertThat(chunk.poll().dealloc() == null).isEqualTo(major == 13);
        assertThat(envelope.databases()).containsValue("postgres");
        assertThat(envelope.roles()).containsValue("postgres");
        for (int row = 0; row < chunk.rows(); row++) {
          assertThat(envelope.databases()).containsKey(Integer.toUnsignedLong(chunk.dbid(row)));
          assertThat(envelope.roles())
              .containsKey(Integer.toUnsignedLong(chunk.userid(row)))
              .doesNotContainValue(MonitoredServer.MONITOR);
        }
        assertThat(chunk.poll().textsSequence()).isNotNull();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {13, 17})
  void aTextIsPublishedOnceAndTheHeaderNamesTheLast(int major) {
    MonitoredServer server = servers.of(major);
    Workload.createWide(server);
    StatementsConfig eager = StatementsConfig.defaults().withTextsMinInterval(Duration.ZERO);
    try (Collector collector =
        pipeline.collect(server.target("texts-" + major).withStatements(eager))) {
      server.run(Workload.distinct(0, 5));
      PollSummary first = collector.poll();
      assertThat(first.texts()).isEqualTo(first.rows());
      assertThat(collector.poll().texts()).isZero();
      server.run("SELECT c801, c802, c803 FROM wide");
      PollSummary third = collector.poll();

      List<QueryTexts> published = collector.texts();
      QueryTexts last = published.get(published.size() - 1);
      assertThat(last.texts())
          .anyMatch(text -> text.text().equals("SELECT c801, c802, c803 FROM wide"));
      assertThat(collector.chunks(third.pollNumber()))
          .allMatch(chunk -> chunk.poll().textsSequence().equals(last.envelope().sequence()));
      List<List<Object>> keys =
          published.stream()
              .flatMap(record -> record.texts().stream())
              .map(
                  text ->
                      List.<Object>of(text.userid(), text.dbid(), text.toplevel(), text.queryid()))
              .toList();
      assertThat(keys).doesNotHaveDuplicates().hasSizeGreaterThan(5);
    }
  }

  @Test
  void newTextsWaitForTheirMinimumInterval() {
    MonitoredServer server = servers.of(17);
    try (Collector collector = pipeline.collect(server.target("texts-later-17"))) {
      collector.poll();
      server.run("SELECT 1, 2, 3, 4, 5");
      assertThat(collector.poll().texts()).isZero();
    }
  }

  @Test
  void sequencesHaveNoGapsAndRecordsLieInKafkaUnderTheirInstance() {
    MonitoredServer server = servers.of(17);
    try (Collector collector = pipeline.collect(server.target("sequence-17"))) {
      IntStream.range(0, 5).forEach(poll -> collector.poll());
      List<OutgoingRecord> taken = collector.tap().taken(Topic.RAW_STATEMENTS);
      List<Sequence> sequences =
          taken.stream().map(record -> Collector.chunk(record).envelope().sequence()).toList();
      assertThat(sequences.stream().map(Sequence::counter))
          .containsExactlyElementsOf(LongStream.range(0, taken.size()).boxed().toList());
      assertThat(sequences.stream().map(Sequence::collectorStart).distinct()).hasSize(1);
      pipeline.awaitDelivery();
      List<ConsumerRecord<byte[], byte[]>> inKafka =
          pipeline.records(Topic.RAW_STATEMENTS).stream()
              .filter(
                  record -> new String(record.key(), StandardCharsets.UTF_8).equals("sequence-17"))
              .toList();
      assertThat(inKafka.stream().map(ConsumerRecord::value))
          .containsExactlyElementsOf(taken.stream().map(OutgoingRecord::value).toList());
      assertThat(inKafka.stream().map(ConsumerRecord::partition).distinct()).hasSize(1);
      assertThat(inKafka)
          .allMatch(
              record ->
                  record.timestamp()
                      == Collector.chunk(taken.get(inKafka.indexOf(record)))
                              .envelope()
                              .collectedAt()
                          / 1_000);
    }
  }

  /** A view of a later release: its columns tell how the session that reads them is set up. */
  @Test
  void unknownColumnsTravelAndTheSessionThatReadsThemIsReadOnlyWithLimits() {
    MonitoredServer server = servers.of(18);
    server.runUnseen("CREATE DATABASE tomorrow");
    server
        .postgres()
        .execute(
            "tomorrow",
            """
            CREATE EXTENSION pg_stat_statements;
            ALTER EXTENSION pg_stat_statements DROP VIEW pg_stat_statements;
            ALTER EXTENSION pg_stat_statements DROP FUNCTION pg_stat_statements(boolean);
            DROP VIEW pg_stat_statements;
            ALTER FUNCTION pg_stat_statements(boolean) RENAME TO today;
            CREATE VIEW later AS SELECT *, current_setting('transaction_read_only') AS read_only,
              current_setting('statement_timeout') AS statement_limit,
              current_setting('lock_timeout') AS lock_limit FROM public.today(false);
            GRANT SELECT ON later TO PUBLIC;
            CREATE FUNCTION pg_stat_statements(showtext boolean) RETURNS SETOF later
              LANGUAGE sql AS 'SELECT * FROM public.later';
            """);
    try (Collector collector =
        pipeline.collect(Targets.inDatabase(server.target("tomorrow-18"), "tomorrow"))) {
      PollSummary poll = collector.poll();
      assertThat(collector.chunks(poll.pollNumber()).get(0).unknownColumns())
          .containsExactly("read_only", "statement_limit", "lock_limit");
      assertThat(publishedRows(collector, poll).values())
          .isNotEmpty()
          .allSatisfy(
              row ->
                  assertThat(row)
                      .containsEntry("read_only", "on")
                      .containsEntry("statement_limit", "5s")
                      .containsEntry("lock_limit", "1s"));
      assertThat(
              server
                  .postgres()
                  .query(
                      "postgres",
                      "SELECT state FROM pg_stat_activity WHERE application_name = 'dbintel'"
                          + " AND datname = 'tomorrow'"))
          .as("no transaction stays open")
          .containsExactly(List.of("idle"));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {13, 17})
  void withoutPgReadAllStatsOtherRolesAreHiddenAndTheEpochSaysSo(int major) {
    MonitoredServer server = servers.of(major);
    server.createRole("outsider");
    server.run("SELECT 1");
    try (Collector collector = pipeline.collect(server.target("hidden-" + major, "outsider"))) {
      PollSummary poll = collector.poll();
      assertThat(poll.epoch().readsAll()).isFalse();
      assertThat(poll.hiddenRows()).isPositive();
      assertThat(poll.rows()).isZero();
      assertThat(collector.chunks(0)).hasSize(1);
      assertThat(collector.chunks(0).get(0).poll().hiddenRows()).isEqualTo(poll.hiddenRows());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {13, 18})
  void theExtensionMayLiveInAnySchemaAndDatabase(int major) {
    MonitoredServer server = servers.of(major);
    server.runUnseen("CREATE DATABASE elsewhere");
    server.postgres().execute("elsewhere", "CREATE SCHEMA \"Odd one\"");
    server
        .postgres()
        .execute("elsewhere", "CREATE EXTENSION pg_stat_statements SCHEMA \"Odd one\"");
    server
        .postgres()
        .execute("elsewhere", "GRANT USAGE ON SCHEMA \"Odd one\" TO " + MonitoredServer.MONITOR);
    try (Collector collector =
        pipeline.collect(Targets.inDatabase(server.target("schema-" + major), "elsewhere"))) {
      PollSummary poll = collector.poll();
      assertThat(publishedRows(collector, poll)).isEqualTo(WireRows.ofView(server));
    }
  }

  /** Values by column of each row, keyed by row key, as they stand in the JSON. */
  private static Map<String, Map<String, String>> publishedRows(
      Collector collector, PollSummary poll) {
    Map<String, Map<String, String>> rows = new TreeMap<>();
    for (OutgoingRecord record : collector.records(poll.pollNumber())) {
      JsonNode json = parse(record.value());
      List<String> columns = new ArrayList<>();
      json.get("columns").forEach(column -> columns.add(column.asText()));
      for (JsonNode row : json.get("rows")) {
        Map<String, String> values = new TreeMap<>();
        for (int i = 0; i < columns.size(); i++) {
          values.put(columns.get(i), row.get(i).isNull() ? null : row.get(i).asText());
        }
        rows.put(WireRows.key(values), values);
      }
    }
    return rows;
  }

  private static JsonNode parse(byte[] record) {
    try {
      return JSON.readTree(record);
    } catch (IOException broken) {
      throw new AssertionError(broken);
    }
  }
}
