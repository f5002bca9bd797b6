package io.dbintel.local.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.ingest.config.IngestConfig;
import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.ingest.publish.OutgoingRecord;
import io.dbintel.ingest.publish.RecordPublisher;
import io.dbintel.ingest.runtime.IngestService;
import io.dbintel.ingest.statements.PollSummary;
import io.dbintel.schemas.deadletter.InvalidRecordException;
import io.dbintel.schemas.envelope.Outcome;
import io.dbintel.schemas.statements.QueryTexts;
import io.dbintel.schemas.statements.QueryTextsCodec;
import io.dbintel.schemas.statements.StatementsChunk;
import io.dbintel.schemas.statements.StatementsChunkReader;
import io.dbintel.schemas.topic.Topic;
import java.util.List;

/** One run of the collector for one instance, polled by hand. */
final class Collector implements AutoCloseable {
  private final String instance;
  private final Tap tap;
  private final IngestService service;

  Collector(TargetConfig target, RecordPublisher publisher) {
    instance = target.instance();
    tap = new Tap(publisher);
    service = IngestService.manual(new IngestConfig("it", null, List.of(target)), tap);
  }

  String instance() {
    return instance;
  }

  Tap tap() {
    return tap;
  }

  /** A poll that must succeed. */
  PollSummary poll() {
    PollSummary summary = service.pollNow(instance);
    assertThat(summary.outcome()).as("%s", summary).isEqualTo(Outcome.OK);
    assertThat(summary.accepted()).as("%s", summary).isTrue();
    return summary;
  }

  /** A poll, whatever becomes of it. */
  PollSummary tryPoll() {
    return service.pollNow(instance);
  }

  /**
   * Instance, run and number of the last poll that read the server, as ids of results hold them.
   */
  String lastPoll() {
    StatementsChunk last =
        tap.taken(Topic.RAW_STATEMENTS).stream()
            .map(Collector::chunk)
            .filter(chunk -> chunk.envelope().outcome() == Outcome.OK)
            .reduce((first, second) -> second)
            .orElseThrow();
    return "%s:%d:%d"
        .formatted(instance, last.envelope().sequence().collectorStart(), last.poll().number());
  }

  /** The chunks of one poll, in the order they were published. */
  List<StatementsChunk> chunks(long poll) {
    return records(poll).stream().map(Collector::chunk).toList();
  }

  /** The records of one poll's counters, in the order they were published. */
  List<OutgoingRecord> records(long poll) {
    return tap.taken(Topic.RAW_STATEMENTS).stream()
        .filter(record -> chunk(record).poll().number() == poll)
        .toList();
  }

  List<QueryTexts> texts() {
    return tap.taken(Topic.RAW_QUERY_TEXTS).stream().map(Collector::texts).toList();
  }

  static StatementsChunk chunk(OutgoingRecord record) {
    StatementsChunk chunk = new StatementsChunk();
    try {
      new StatementsChunkReader().read(record.value(), chunk);
    } catch (InvalidRecordException broken) {
      throw new AssertionError("A published chunk cannot be read", broken);
    }
    return chunk;
  }

  private static QueryTexts texts(OutgoingRecord record) {
    try {
      return QueryTextsCodec.decode(record.value());
    } catch (InvalidRecordException broken) {
      throw new AssertionError("Published texts cannot be read", broken);
    }
  }

  @Override
  public void close() {
    service.close();
  }
}
