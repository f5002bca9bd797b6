package io.dbintel.ingest.publish.spool;

import io.dbintel.ingest.publish.OutgoingRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Gathers records of several segments until there are enough. Not thread-safe. */
final class BatchReader {
  private final int maxRecords;
  private final long maxBytes;
  private final Gaps gaps;
  private final List<OutgoingRecord> records = new ArrayList<>();
  private Position end;
  private long bytes;
  private boolean full;

  BatchReader(int maxRecords, long maxBytes, Position begin) {
    this.maxRecords = maxRecords;
    this.maxBytes = maxBytes;
    this.gaps = new Gaps(begin.sequence());
    this.end = begin;
  }

  /**
   * @return whether all of the segment was read, and there is room for more
   */
  boolean read(Segment segment, long from) throws IOException {
    end = new Position(segment.id(), from, gaps.expected());
    segment.visit(
        from,
        gaps.expected(),
        (frame, offset) -> {
          boolean taken = take(frame);
          if (taken) {
            end = new Position(segment.id(), offset, gaps.expected());
          }
          return taken;
        });
    if (!full) {
      end = new Position(segment.id(), Math.max(from, segment.size()), gaps.expected());
    }
    return !full;
  }

  /** There is nothing more, though there were records up to this number. */
  void endAt(long next) {
    gaps.passTo(next);
    end = new Position(end.segment(), end.offset(), gaps.expected());
  }

  int records() {
    return records.size();
  }

  Batch batch() {
    return new Batch(records, gaps.losses(), end);
  }

  private boolean take(Frame frame) {
    if (frame instanceof Frame.Kept kept) {
      boolean fits = records.isEmpty() || bytes + kept.bytes() <= maxBytes;
      if (!fits || records.size() == maxRecords) {
        full = true;
        return false;
      }
      records.add(kept.record());
      bytes += kept.bytes();
    }
    gaps.pass(frame);
    return true;
  }
}
