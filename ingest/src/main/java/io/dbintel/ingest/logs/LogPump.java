package io.dbintel.ingest.logs;

import io.dbintel.ingest.collect.Outbox;
import io.dbintel.ingest.logs.parse.LogEntryRead;
import io.dbintel.ingest.logs.parse.ParseOptions;
import io.dbintel.ingest.logs.source.LogSource;
import io.dbintel.ingest.logs.source.LogStream;
import io.dbintel.ingest.logs.source.Piece;
import io.dbintel.ingest.logs.source.PieceSink;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * From pieces to the publisher. What the publisher does not take waits here, and as long as
 * something waits, nothing more is read. A position moves only when all before it was delivered, or
 * can never be: then it is counted as lost.
 */
final class LogPump implements PieceSink {
  /** A stream that rests so long gets a new parser when it goes on. */
  private static final long REST_MILLIS = 300_000;

  private final LogSource source;
  private final EntryRecords records;
  private final LogCounters counters;
  private final Map<String, StreamReading> streams = new LinkedHashMap<>();
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private ParseOptions options = ParseOptions.defaults();
  private Outbox outbox;
  private long nowMillis;
  private long untilNanos;
  private boolean full;

  LogPump(LogSource source, EntryRecords records, LogCounters counters) {
    this.source = source;
    this.records = records;
    this.counters = counters;
  }

  private record Waiting(
      StreamReading reading, EntryRecords.Encoded record, Deliveries.Ticket ticket) {}

  /**
   * Streams that are read with other settings are read again from what was delivered, or where that
   * is not possible, with the new settings from here on.
   */
  void use(ParseOptions newOptions) {
    if (!newOptions.equals(options)) {
      options = newOptions;
      for (StreamReading reading : streams.values().toArray(StreamReading[]::new)) {
        if (reading.stream().toldByContent()) {
          continue;
        }
        if (source.rewind(reading.stream().key())) {
          forget(reading);
        } else {
          reading.use(newOptions, counters);
        }
      }
    }
  }

  /**
   * A new run begins.
   *
   * @param newUntilNanos when it should end, of {@link System#nanoTime}
   */
  void begin(Outbox newOutbox, long newNowMillis, long newUntilNanos) {
    outbox = newOutbox;
    nowMillis = newNowMillis;
    untilNanos = newUntilNanos;
    full = false;
    rewindLost();
    send();
  }

  @Override
  public boolean ready() {
    boolean inTime = System.nanoTime() - untilNanos < 0;
    full |= !inTime;
    return inTime && waiting.isEmpty();
  }

  @Override
  public void accept(Piece piece) {
    StreamReading reading = reading(piece);
    if (piece instanceof Piece.Bytes bytes) {
      counters.bytes.add(bytes.bytes().length);
      reading.feed(bytes, nowMillis);
    } else if (piece instanceof Piece.Gap gap) {
      lost(reading, gap);
    } else {
      reading.end(piece.offset());
      source.unreadable(piece.stream().key(), reading.unreadable());
    }
    reading.count(counters);
    send();
  }

  /** The run is over: tells the source what was delivered by now. */
  void settle() {
    for (StreamReading reading : streams.values()) {
      reading.settleDown(nowMillis);
      reading.count(counters);
    }
    send();
    commitDelivered();
  }

  /** Tells the source what was delivered since the last run. */
  void commitDelivered() {
    rewindLost();
    commit();
  }

  /** Whether the last run ended because of its time and not because all was read. */
  boolean full() {
    return full;
  }

  private void commit() {
    Iterator<StreamReading> all = streams.values().iterator();
    while (all.hasNext()) {
      StreamReading reading = all.next();
      counters.lostRecords.add(reading.deliveries().takeHopeless());
      source.committed(reading.stream().key(), reading.deliveries().committed());
      if (reading.over(nowMillis, REST_MILLIS)) {
        all.remove();
      }
    }
  }

  private StreamReading reading(Piece piece) {
    LogStream stream = piece.stream();
    return streams.computeIfAbsent(
        stream.key(),
        key -> new StreamReading(stream, options, piece.offset(), told(stream), this::take));
  }

  /** Who pushed something waits for its delivery; files can wait for the next run. */
  private Consumer<Deliveries> told(LogStream stream) {
    return stream.toldByContent()
        ? deliveries -> source.committed(stream.key(), deliveries.committed())
        : deliveries -> {};
  }

  private void take(StreamReading reading, LogEntryRead entry) {
    records
        .of(reading.stream(), reading.identity(entry), entry, outbox.collectedAtMicros())
        .ifPresent(record -> enqueue(reading, record, entry.offset()));
  }

  private void lost(StreamReading reading, Piece.Gap gap) {
    counters.gaps.increment();
    counters.lostBytes.add(gap.lostBytes());
    reading.end(gap.offset());
    enqueue(
        reading,
        records.gap(gap.stream(), gap.offset(), gap.lostBytes(), outbox.collectedAtMicros()),
        gap.offset());
    reading.deliveries().readTo(gap.offset() + gap.lostBytes());
  }

  private void enqueue(StreamReading reading, EntryRecords.Encoded record, long offset) {
    waiting.addLast(new Waiting(reading, record, reading.deliveries().expect(offset)));
  }

  private void send() {
    while (!waiting.isEmpty()) {
      Waiting next = waiting.peekFirst();
      EntryRecords.Encoded record = next.record();
      boolean accepted =
          next.ticket()
              .offer(
                  (onLost, onDelivered) ->
                      outbox.send(record.topic(), record.value(), onLost, onDelivered));
      if (!accepted) {
        return;
      }
      waiting.removeFirst();
    }
  }

  private void rewindLost() {
    for (StreamReading reading : streams.values().toArray(StreamReading[]::new)) {
      if (!reading.deliveries().hasLost()) {
        continue;
      }
      source.committed(reading.stream().key(), reading.deliveries().committed());
      if (source.rewind(reading.stream().key())) {
        counters.rereads.increment();
        forget(reading);
      } else {
        counters.lostRecords.add(reading.deliveries().giveUpLost());
      }
    }
  }

  private void forget(StreamReading reading) {
    counters.lostRecords.add(reading.deliveries().takeHopeless());
    streams.remove(reading.stream().key());
    waiting.removeIf(one -> one.reading() == reading);
  }
}
