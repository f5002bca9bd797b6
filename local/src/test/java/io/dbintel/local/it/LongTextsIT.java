package io.dbintel.local.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.ingest.collect.CollectorRun;
import io.dbintel.ingest.postgres.Watchdog;
import io.dbintel.ingest.publish.OutgoingRecord;
import io.dbintel.ingest.publish.PublishCounters;
import io.dbintel.ingest.publish.RecordPublisher;
import io.dbintel.ingest.statements.PollMemory;
import io.dbintel.ingest.statements.PollSummary;
import io.dbintel.ingest.statements.StatementsPoller;
import io.dbintel.schemas.deadletter.InvalidRecordException;
import io.dbintel.schemas.envelope.Outcome;
import io.dbintel.schemas.statements.QueryTexts;
import io.dbintel.schemas.statements.QueryTexts.QueryText;
import io.dbintel.schemas.statements.QueryTextsCodec;
import io.dbintel.schemas.topic.Topic;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts longer than a piece in which they are read, and than a record. */
class LongTextsIT {
  private static final int[] LENGTHS = {200, 4095, 4096, 4097, 8192, 8193, 30_000, 400_000};
  private static final int TOO_LONG = 1_500_000;

  @ParameterizedTest
  @ValueSource(ints = {13, 18})
  void textsOfAnyLengthComeWholeAndOneThatFitsNoRecordIsCut(int major) {
    Published published = new Published();
    try (MonitoredServer server = MonitoredServer.start(major, Map.of());
        Watchdog watchdog = new Watchdog();
        StatementsPoller poller =
            new StatementsPoller(
                new CollectorRun("it", 1, Clock.systemUTC()),
                server.target("long"),
                watchdog,
                published,
                PollMemory.ofHeap(waited -> {}))) {
      Map<Long, String> whole = new HashMap<>();
      for (int length : LENGTHS) {
        whole.put(run(server, length), text(length));
      }
      long cut = run(server, TOO_LONG);

      PollSummary poll = poller.poll();
      assertThat(poll.outcome()).isEqualTo(Outcome.OK);
      assertThat(poll.texts()).isEqualTo(published.texts.size()).isGreaterThan(LENGTHS.length);
      assertThat(published.records).isGreaterThan(2);
      whole.forEach((id, text) -> assertThat(published.of(id).text()).isEqualTo(text));
      assertThat(published.texts.values()).filteredOn(QueryText::truncated).hasSize(1);
      assertThat(published.of(cut).truncated()).isTrue();
      assertThat(published.of(cut).text()).hasSizeGreaterThan(400_000);
      assertThat(text(TOO_LONG)).startsWith(published.of(cut).text());
    }
  }

  /** The queryid. */
  private static long run(MonitoredServer server, int length) {
    server.run(text(length));
    return server.keyOf("AS long_" + length + " ").queryid();
  }

  /** Of so many characters, of one byte and of more. */
  private static String text(int length) {
    // The number of columns makes another statement of it.
    int others = Arrays.binarySearch(LENGTHS, length);
    String select =
        "SELECT %smax(relpages) AS long_%d FROM pg_class /* "
            .formatted("max(relpages), ".repeat(others < 0 ? LENGTHS.length : others), length);
    StringBuilder text = new StringBuilder(select);
    while (text.length() < length - 3) {
      text.append((char) ('a' + text.length() % 26));
      text.append(text.length() % 3 == 0 ? 'ä' : '€');
    }
    return text.substring(0, Math.max(select.length(), length - 3)) + " */";
  }

  /** Keeps the texts that are published. */
  private static final class Published implements RecordPublisher {
    private final Map<Long, QueryText> texts = new HashMap<>();
    private final PublishCounters counters = new PublishCounters();
    private int records;

    QueryText of(long queryid) {
      return texts.get(queryid);
    }

    @Override
    public boolean publish(OutgoingRecord record) {
      if (record.topic() == Topic.RAW_QUERY_TEXTS) {
        assertThat(record.value()).hasSizeLessThan(Topic.RAW_QUERY_TEXTS.maxMessageBytes());
        records++;
        decoded(record.value()).forEach(text -> texts.put(text.queryid(), text));
      }
      return true;
    }

    @Override
    public PublishCounters counters() {
      return counters;
    }

    @Override
    public void close() {}

    private static List<QueryText> decoded(byte[] record) {
      try {
        QueryTexts texts = QueryTextsCodec.decode(record);
        return new ArrayList<>(texts.texts());
      } catch (InvalidRecordException e) {
        throw new AssertionError(e);
      }
    }
  }
}
