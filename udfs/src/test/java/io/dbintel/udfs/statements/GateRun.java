package io.dbintel.udfs.statements;

import io.dbintel.schemas.envelope.Sequence;
import io.dbintel.schemas.envelope.Server;
import io.dbintel.schemas.statements.QueryTexts;
import io.dbintel.schemas.statements.QueryTexts.QueryText;
import io.dbintel.schemas.statements.QueryTexts.Shape;
import io.dbintel.udfs.statements.testing.CollectedEvents;
import io.dbintel.udfs.statements.testing.PollBuilder;
import io.dbintel.udfs.statements.testing.TextMemory;
import io.dbintel.udfs.texts.NamedTexts;
import io.dbintel.udfs.texts.QueryTextScrubber;
import io.dbintel.udfs.texts.TextBounds;
import io.dbintel.udfs.texts.TextKey;
import java.util.Arrays;
import java.util.List;

/** One instance's polls and texts on their way through the gate. */
final class GateRun {
  private static final long RUN = 2_000 * PollBuilder.SECOND;

  private final TextMemory store = new TextMemory();
  private final CollectedEvents events = new CollectedEvents();
  private final TopQueryGate gate;

  GateRun(TextBounds bounds) {
    gate = new TopQueryGate(QueryTextScrubber.caching(), bounds);
  }

  /** A poll of an ordinary run, one minute after the one before; the queries are on top. */
  static TopQueries poll(long number, Integer named, long... queryids) {
    return poll(
        number,
        named == null ? null : new Sequence(RUN, named),
        Arrays.stream(queryids).mapToObj(GateRun::key).toList());
  }

  static TopQueries poll(long number, Sequence named, List<TextKey> keys) {
    return poll("collector-1", RUN, number, named, keys);
  }

  static TopQueries poll(
      String collector, long start, long number, Sequence named, List<TextKey> keys) {
    long time = PollBuilder.timeOf(number);
    return new TopQueries(
        PollBuilder.INSTANCE,
        start,
        number,
        time,
        new Server("db.example", 5432, 160004),
        time,
        new NamedTexts(collector, named, time),
        keys.stream().map(key -> new TopQueries.Row(key, "shop", "app", new long[10])).toList());
  }

  static TextKey key(long queryid) {
    return new TextKey(10, 5, true, queryid);
  }

  /** A text that a collector has scrubbed. */
  static QueryText text(long queryid, String text, String... tables) {
    Shape shape = new Shape("v2:00000000000000aa", "SELECT t", "SELECT", List.of(tables));
    return new QueryText(10, 5, true, queryid, text, false, shape);
  }

  GateRun accept(QueryTexts record) {
    gate.texts(record, store, events);
    return this;
  }

  GateRun accept(TopQueries poll) {
    gate.poll(TopQueries.fromBytes(poll.toBytes()), store, events);
    return this;
  }

  void end() {
    gate.end(store, events);
  }

  CollectedEvents events() {
    return events;
  }

  TextMemory store() {
    return store;
  }
}
