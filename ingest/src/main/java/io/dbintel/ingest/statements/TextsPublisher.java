package io.dbintel.ingest.statements;

import io.dbintel.ingest.collect.CollectorRun;
import io.dbintel.ingest.collect.Names;
import io.dbintel.ingest.collect.Outbox;
import io.dbintel.ingest.config.Scrub;
import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.ingest.postgres.PollFailure;
import io.dbintel.ingest.postgres.Session;
import io.dbintel.ingest.postgres.Step;
import io.dbintel.schemas.envelope.Sequence;
import io.dbintel.schemas.statements.QueryTexts;
import io.dbintel.schemas.statements.QueryTexts.QueryText;
import io.dbintel.schemas.statements.QueryTextsCodec;
import io.dbintel.schemas.statements.RowKeys;
import io.dbintel.schemas.topic.Topic;
import io.dbintel.udfs.texts.QueryTextScrubber;
import java.time.Duration;
import java.util.List;

/**
 * Publishes texts of statements that are new, or due again, before the counters of their poll; as
 * the server keeps them or scrubbed, as the target says.
 */
final class TextsPublisher {
  /** Texts come four times in the life of a topic, so that any replay finds them. */
  private static final Duration REPUBLISH = Topic.RAW_QUERY_TEXTS.retention().dividedBy(4);

  private final CollectorRun run;
  private final TargetConfig target;
  private final Envelopes envelopes;
  private final TextsTracker tracker;
  private long counter;
  private Sequence last;

  TextsPublisher(CollectorRun run, TargetConfig target, Envelopes envelopes) {
    this.run = run;
    this.target = target;
    this.envelopes = envelopes;
    this.tracker = new TextsTracker(target.statements().textsMinInterval(), REPUBLISH);
  }

  /** The last record of texts that was handed over; null before the first. */
  Sequence last() {
    return last;
  }

  /**
   * @return texts published
   * @throws PollFailure when they cannot be read; the counters of the poll are good all the same
   */
  int publish(Session session, StatementsRead read, Names names, Outbox outbox) throws PollFailure {
    tracker.observe(read.counters().hashes());
    long now = outbox.collectedAtMicros();
    long[] wanted = tracker.wanted(now);
    if (wanted.length == 0) {
      return 0;
    }
    tracker.reading(now);
    Long[] queryids = StatementTexts.queryids(read.counters(), wanted);
    boolean hasToplevel = read.counters().columns().contains("toplevel");
    List<QueryText> texts =
        session.roundTrip(
            Step.TEXTS,
            connection ->
                StatementTexts.read(connection, read.facts(), hasToplevel, queryids, wanted));
    int published = 0;
    for (List<QueryText> batch : TextBatches.of(leaving(texts, read.facts()))) {
      if (send(batch, read, names, outbox)) {
        published += batch.size();
      }
    }
    return published;
  }

  private List<QueryText> leaving(List<QueryText> texts, ServerFacts facts) {
    if (target.scrub() == Scrub.JOB) {
      return texts;
    }
    // One for each read: there are many targets, and reads of texts are rare.
    QueryTextScrubber scrubber = QueryTextScrubber.plain();
    return texts.stream()
        .map(text -> scrubber.edge(text, facts.standardConformingStrings()))
        .toList();
  }

  private boolean send(List<QueryText> batch, StatementsRead read, Names names, Outbox outbox) {
    Sequence sequence = run.sequence(counter++);
    Names.Selection selection = names.select();
    batch.forEach(text -> selection.add(text.userid(), text.dbid()));
    QueryTexts record =
        new QueryTexts(
            envelopes.of(
                run.textsId(target, sequence.counter()),
                outbox.collectedAtMicros(),
                read,
                selection,
                sequence),
            read.facts().standardConformingStrings(),
            batch);
    long[] hashes = batch.stream().mapToLong(TextsPublisher::hash).toArray();
    if (!outbox.send(
        Topic.RAW_QUERY_TEXTS, QueryTextsCodec.encode(record), () -> tracker.lost(hashes))) {
      return false;
    }
    tracker.published(hashes, outbox.collectedAtMicros());
    last = sequence;
    return true;
  }

  private static long hash(QueryText text) {
    return RowKeys.hash((int) text.userid(), (int) text.dbid(), text.toplevel(), text.queryid());
  }
}
