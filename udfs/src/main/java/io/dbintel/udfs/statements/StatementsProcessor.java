package io.dbintel.udfs.statements;

import io.dbintel.schemas.deadletter.Reason;
import io.dbintel.schemas.envelope.Envelope;
import io.dbintel.schemas.envelope.Outcome;
import io.dbintel.schemas.envelope.Sequence;
import io.dbintel.schemas.output.MetricBatch;
import io.dbintel.schemas.statements.IntervalChunkWriter;
import io.dbintel.schemas.statements.IntervalHeader;
import io.dbintel.schemas.statements.Poll;
import io.dbintel.schemas.statements.StatementsChunk;
import java.util.HashMap;
import java.util.Map;

/**
 * What a chunk of a poll means for its instance: the rows' deltas at once, and with the end of the
 * poll its totals and top queries.
 *
 * <p>A poll ends when all its buckets have come, or when a newer poll of the instance begins: never
 * by a clock, and never by another instance. A bucket that did not come stays as it is, and its
 * next interval is wider. A poll older than the instance's last is dropped. Not thread-safe.
 */
public final class StatementsProcessor {
  /** Keeps a record below its topic's limit however many digits its deltas have. */
  private static final int ROWS_PER_RECORD = 512;

  private final BucketDeltas deltas = new BucketDeltas();
  private final IntervalChunkWriter intervals = new IntervalChunkWriter();
  private int rowsInRecord;
  private int part;

  /** The stored state of the instance that a chunk belongs to. */
  public interface Store {
    /** Bytes of a bucket, or null. */
    byte[] bucket(int bucket);

    void putBucket(int bucket, byte[] state);

    void removeBucket(int bucket);

    SeriesLedger ledger();

    void putLedger(SeriesLedger ledger);
  }

  /** Where results go, in order. */
  public interface Output {
    /** An encoded record of {@code dbintel.statement-intervals}. */
    void interval(byte[] intervalChunk, int rows);

    void metrics(MetricBatch batch);

    /** The top queries of a finished poll, at least one. */
    void topQueries(TopQueries poll);

    /** A chunk that was not counted. */
    void dropped(Reason reason);

    /** A poll of which buckets never came: their next interval is wider. */
    void incompletePoll();
  }

  public void process(
      StatementsChunk chunk, InstanceProgress progress, Store store, Output output) {
    PollPosition position = PollPosition.of(chunk);
    PollOrder.Order order = progress.order().compare(position);
    if (order == PollOrder.Order.SAME) {
      OpenPoll open = progress.open();
      if (open == null || failed(chunk) || open.has(chunk.poll().bucket())) {
        output.dropped(Reason.DUPLICATE);
        return;
      }
      if (open.buckets() != chunk.poll().buckets()) {
        output.dropped(Reason.INVALID_VALUE);
        return;
      }
    } else if (order == PollOrder.Order.OLDER) {
      if (position.serverTime() != 0) {
        output.dropped(Reason.OUT_OF_ORDER);
      }
      return;
    } else {
      closeIncomplete(chunk.envelope().instance(), progress, store, output);
      progress.order().advance(position);
      if (!failed(chunk)) {
        progress.open(OpenPoll.begin(chunk, progress.topLimit()));
      }
    }
    if (!failed(chunk)) {
      count(chunk, progress, store, output);
    }
  }

  private static boolean failed(StatementsChunk chunk) {
    return chunk.envelope().outcome() == Outcome.FAILED;
  }

  private void count(StatementsChunk chunk, InstanceProgress progress, Store store, Output output) {
    Poll poll = chunk.poll();
    if (progress.buckets() != poll.buckets()) {
      split(progress, poll.buckets(), store);
    }
    OpenPoll open = progress.open();
    byte[] previous = store.bucket(poll.bucket());
    BucketDeltas.Verdict verdict = deltas.prepare(previous, chunk);
    if (verdict == BucketDeltas.Verdict.BASELINE) {
      store.putBucket(poll.bucket(), deltas.emit((u, d, t, q, s, f, v) -> {}));
    } else {
      store.putBucket(poll.bucket(), emitInterval(chunk, open, output));
    }
    open.receive(chunk, verdict != BucketDeltas.Verdict.BASELINE);
    if (open.complete()) {
      close(chunk.envelope().instance(), progress, store, output);
    }
  }

  private byte[] emitInterval(StatementsChunk chunk, OpenPoll open, Output output) {
    rowsInRecord = 0;
    part = 0;
    intervals.begin(header(chunk), chunk.counterMask());
    byte[] next =
        deltas.emit(
            (userid, dbid, toplevel, queryid, start, flags, values) -> {
              if (rowsInRecord == ROWS_PER_RECORD) {
                output.interval(intervals.end(), rowsInRecord);
                rowsInRecord = 0;
                part++;
                intervals.begin(header(chunk), chunk.counterMask());
              }
              rowsInRecord++;
              intervals.row(userid, dbid, toplevel, queryid, start, flags, values, 0);
              (toplevel ? open.toplevel() : open.nested())
                  .add(userid, dbid, queryid, start, values);
            });
    byte[] record = intervals.end();
    if (rowsInRecord > 0 || deltas.vanished() > 0) {
      output.interval(record, rowsInRecord);
    }
    return next;
  }

  private IntervalHeader header(StatementsChunk chunk) {
    Envelope envelope = chunk.envelope();
    Poll poll = chunk.poll();
    long collectorStart = envelope.sequence().collectorStart();
    String id =
        "intervals:"
            + envelope.instance()
            + ":"
            + collectorStart
            + ":"
            + poll.number()
            + ":"
            + poll.bucket()
            + (part == 0 ? "" : ":" + part);
    return new IntervalHeader(
        id,
        envelope.instance(),
        envelope.collector(),
        envelope.collectedAt(),
        envelope.serverTimeAfter(),
        envelope.server(),
        envelope.epoch(),
        new Sequence(collectorStart, poll.number()),
        poll.bucket(),
        poll.buckets(),
        deltas.evictions(),
        part == 0 ? deltas.vanished() : 0,
        envelope.databases(),
        envelope.roles());
  }

  private void closeIncomplete(
      String instance, InstanceProgress progress, Store store, Output output) {
    if (progress.open() != null) {
      output.incompletePoll();
      close(instance, progress, store, output);
    }
  }

  private void close(String instance, InstanceProgress progress, Store store, Output output) {
    OpenPoll open = progress.open();
    progress.open(null);
    if (!open.anyCompared()) {
      return;
    }
    long time = progress.nextPointTime(open.position().serverTime());
    SeriesLedger ledger = store.ledger();
    new QueryPoints(instance, open, ledger, time, output::metrics).emit();
    TopQueries top = TopQueries.of(instance, open, time);
    if (!top.rows().isEmpty()) {
      output.topQueries(top);
    }
    store.putLedger(ledger);
  }

  private static void split(InstanceProgress progress, int buckets, Store store) {
    int old = progress.buckets();
    progress.buckets(buckets);
    if (old == 0) {
      return;
    }
    Map<Integer, byte[]> stored = new HashMap<>();
    for (int bucket = 0; bucket < old; bucket++) {
      byte[] state = store.bucket(bucket);
      if (state != null) {
        stored.put(bucket, state);
        store.removeBucket(bucket);
      }
    }
    BucketSplit.split(stored, old, buckets).forEach(store::putBucket);
  }
}
