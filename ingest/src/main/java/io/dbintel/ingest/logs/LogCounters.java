package io.dbintel.ingest.logs;

import io.dbintel.ingest.logs.parse.ParseCounts;
import java.util.concurrent.atomic.LongAdder;

/** Counts for one target. Thread-safe. */
final class LogCounters {
  final LongAdder bytes = new LongAdder();
  final LongAdder plans = new LongAdder();
  final LongAdder events = new LongAdder();
  final LongAdder notKept = new LongAdder();
  final LongAdder own = new LongAdder();
  final LongAdder cut = new LongAdder();
  final LongAdder failed = new LongAdder();
  final LongAdder gaps = new LongAdder();
  final LongAdder lostBytes = new LongAdder();
  final LongAdder lostRecords = new LongAdder();
  final LongAdder rereads = new LongAdder();
  private final LongAdder entries = new LongAdder();
  private final LongAdder unreadable = new LongAdder();
  private final LongAdder shredded = new LongAdder();

  void parsed(ParseCounts before, ParseCounts now) {
    entries.add(now.entries() - before.entries());
    unreadable.add(now.unreadable() - before.unreadable());
    shredded.add(now.shredded() - before.shredded());
    cut.add(now.truncated() - before.truncated());
  }

  LogCounts counts() {
    return new LogCounts(
        bytes.sum(),
        entries.sum(),
        plans.sum(),
        events.sum(),
        notKept.sum(),
        own.sum(),
        unreadable.sum(),
        shredded.sum(),
        cut.sum(),
        failed.sum(),
        gaps.sum(),
        lostBytes.sum(),
        lostRecords.sum(),
        rereads.sum());
  }
}
