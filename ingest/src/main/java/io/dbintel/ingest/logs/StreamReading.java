package io.dbintel.ingest.logs;

import io.dbintel.ingest.logs.parse.LogEntryRead;
import io.dbintel.ingest.logs.parse.LogParser;
import io.dbintel.ingest.logs.parse.LogParsers;
import io.dbintel.ingest.logs.parse.ParseCounts;
import io.dbintel.ingest.logs.parse.ParseOptions;
import io.dbintel.ingest.logs.source.LogStream;
import io.dbintel.ingest.logs.source.Piece;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** One stream while it is read: its parser, and what of it is on its way. */
final class StreamReading {
  /** Lines of one entry of stderr come together; after this nothing more belongs to it. */
  private static final long COMPLETE_MILLIS = 3_000;

  private final LogStream stream;
  private LogParser parser;
  private final Deliveries deliveries;
  private final BiConsumer<StreamReading, LogEntryRead> out;
  private final ContentIds contentIds;
  private ParseCounts counted = ParseCounts.NONE;
  private long lastMillis;
  private long fedTo;
  private boolean waiting;
  private boolean ended;

  /**
   * @param start offset at which reading begins
   * @param delivered run when the publisher has told of one of its records
   */
  StreamReading(
      LogStream stream,
      ParseOptions options,
      long start,
      Consumer<Deliveries> delivered,
      BiConsumer<StreamReading, LogEntryRead> out) {
    this.stream = stream;
    this.parser = LogParsers.of(stream.format(), options);
    this.deliveries = new Deliveries(start, delivered);
    this.out = out;
    this.contentIds = new ContentIds(stream.times());
  }

  LogStream stream() {
    return stream;
  }

  /** Of an entry that was just read: the same when it is read again. */
  String identity(LogEntryRead entry) {
    return stream.toldByContent() ? contentIds.next(entry) : stream.key() + ":" + entry.offset();
  }

  Deliveries deliveries() {
    return deliveries;
  }

  /** What has come is read to its end with the settings of before, what comes with these. */
  void use(ParseOptions options, LogCounters counters) {
    parser.endOfFile(this::emit);
    deliveries.readTo(fedTo);
    count(counters);
    parser = LogParsers.of(stream.format(), options);
    counted = ParseCounts.NONE;
    waiting = false;
  }

  void feed(Piece.Bytes piece, long nowMillis) {
    lastMillis = nowMillis;
    waiting = true;
    ended = false;
    fedTo = piece.end();
    parser.feed(piece.bytes(), 0, piece.bytes().length, piece.offset(), this::emit);
    deliveries.readTo(parser.safeOffset());
  }

  /** Gives out what is complete by now, when nothing has come for a while. */
  void settleDown(long nowMillis) {
    if (waiting && nowMillis - lastMillis >= COMPLETE_MILLIS) {
      waiting = false;
      parser.endOfInput(this::emit);
      deliveries.readTo(parser.safeOffset());
    }
  }

  /** Nothing more comes, or only behind a gap. */
  void end(long offset) {
    waiting = false;
    ended = true;
    parser.endOfFile(this::emit);
    deliveries.readTo(offset);
  }

  /** Whether it may be forgotten. */
  boolean over(long nowMillis, long restMillis) {
    boolean rests = !waiting && nowMillis - lastMillis >= restMillis;
    boolean empty = parser.safeOffset() == fedTo;
    return (ended || (rests && empty)) && deliveries.complete();
  }

  /** What the parser has counted since the last call. */
  void count(LogCounters counters) {
    ParseCounts now = parser.counts();
    counters.parsed(counted, now);
    counted = now;
  }

  long unreadable() {
    return parser.counts().unreadable();
  }

  private void emit(LogEntryRead entry) {
    out.accept(this, entry);
  }
}
