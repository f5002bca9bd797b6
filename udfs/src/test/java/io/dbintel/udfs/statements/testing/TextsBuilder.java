package io.dbintel.udfs.statements.testing;

import io.dbintel.schemas.envelope.Envelope;
import io.dbintel.schemas.envelope.Outcome;
import io.dbintel.schemas.envelope.Sequence;
import io.dbintel.schemas.envelope.Server;
import io.dbintel.schemas.statements.QueryTexts;
import io.dbintel.schemas.statements.QueryTexts.QueryText;
import io.dbintel.udfs.texts.QueryTextScrubber;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Builds a record of {@code dbintel.raw.query-texts} of the instance of {@link PollBuilder}, as a
 * collector that scrubs publishes it.
 */
public final class TextsBuilder {
  private final Sequence sequence;
  private final String collector;
  private final List<QueryText> texts = new ArrayList<>();
  private long serverTime = PollBuilder.timeOf(0);
  private String scrubVersion = QueryTextScrubber.VERSION;

  private TextsBuilder(String collector, Sequence sequence) {
    this.collector = collector;
    this.sequence = sequence;
  }

  /** Record n of the run of an ordinary poll. */
  public static TextsBuilder texts(long counter) {
    return texts("collector-1", 2_000 * PollBuilder.SECOND, counter);
  }

  public static TextsBuilder texts(String collector, long start, long counter) {
    return new TextsBuilder(collector, new Sequence(start, counter));
  }

  public TextsBuilder text(QueryText text) {
    texts.add(text);
    return this;
  }

  public TextsBuilder serverTime(long micros) {
    serverTime = micros;
    return this;
  }

  public TextsBuilder scrubVersion(String version) {
    scrubVersion = version;
    return this;
  }

  public QueryTexts build() {
    Envelope envelope =
        new Envelope(
            Envelope.SCHEMA_VERSION,
            "query-texts:" + sequence.collectorStart() + ":" + sequence.counter(),
            PollBuilder.INSTANCE,
            collector,
            serverTime,
            serverTime - 10,
            serverTime,
            Outcome.OK,
            null,
            new Server("db.example", 5432, 160004),
            PollBuilder.epoch(PollBuilder.RESET),
            Map.of(),
            Map.of(),
            scrubVersion,
            sequence);
    return new QueryTexts(envelope, texts);
  }
}
