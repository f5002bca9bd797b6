package io.dbintel.ingest.statements;

import io.dbintel.ingest.collect.CollectorRun;
import io.dbintel.ingest.collect.Names;
import io.dbintel.ingest.collect.Outbox;
import io.dbintel.ingest.config.Scrub;
import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.ingest.postgres.PollFailure;
import io.dbintel.ingest.postgres.Session;
import io.dbintel.schemas.envelope.Sequence;
import io.dbintel.schemas.statements.QueryTexts;
import io.dbintel.schemas.statements.QueryTexts.QueryText;
import io.dbintel.schemas.statements.QueryTextsCodec;
import io.dbintel.schemas.statements.RowKeys;
import io.dbintel.schemas.topic.Topic;
import io.dbintel.udfs.texts.QueryTextScrubber;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

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
    Sending sending = new Sending(read, names, outbox);
    StatementTexts.read(
        session,
        read.facts(),
        read.counters().columns().contains("toplevel"),
        StatementTexts.queryids(read.counters(), wanted),
        wanted,
        sending);
    return sending.end();
  }

  /** Sends texts as they are read; what was sent stays good when the reading fails later. */
  private final class Sending implements Consumer<QueryText> {
    private final StatementsRead read;
    private final Names names;
    private final Outbox outbox;
    private final TextBatches batches = new TextBatches(this::send);
    // One for each read: there are many targets, and reads of texts are rare.
    private final Optional<QueryTextScrubber> scrubber =
        target.scrub() == Scrub.JOB ? Optional.empty() : Optional.of(QueryTextScrubber.plain());
    private int published;

    Sending(StatementsRead read, Names names, Outbox outbox) {
      this.read = read;
      this.names = names;
      this.outbox = outbox;
    }

    @Override
    public void accept(QueryText text) {
      boolean conforming = read.facts().standardConformingStrings();
      batches.add(scrubber.map(each -> each.edge(text, conforming)).orElse(text));
    }

    /** The number of texts that were accepted. */
    int end() {
      batches.end();
      return published;
    }

    private void send(List<QueryText> batch) {
      if (TextsPublisher.this.send(batch, read, names, outbox)) {
        published += batch.size();
      }
    }
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
