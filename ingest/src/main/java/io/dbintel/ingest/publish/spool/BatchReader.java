package io.dbintel.ingest.publish.spool;

import io.dbintel.ingest.publish.OutgoingRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Gathers records of several segments until there are enough. Not thread-safe. */
final class BatchReader {
  private final int maxRecords;
  private final long maxBytes;
  private final List<OutgoingRecord> records = new ArrayList<>();
  private Position end;
  private long bytes;
  private boolean full;

  BatchReader(int maxRecords, long maxBytes, Position begin) {
    this.maxRecords = maxRecords;
    this.maxBytes = maxBytes;
    this.end = begin;
  }

  /**
   * @return whether all of the segment was read, and there is room for more
   */
  boolean read(Segment segment, long from) throws IOException {
    end = new Position(segment.id(), from);
    segment.visit(from, (frame, offset) -> take(frame, new Position(segment.id(), offset)));
    return !full;
  }

  Position end() {
    return end;
  }

  Batch batch() {
    return new Batch(records, end);
  }

  private boolean take(Frames.Frame frame, Position after) {
    boolean fits = records.isEmpty() || bytes + frame.bytes() <= maxBytes;
    if (!fits || records.size() == maxRecords) {
      full = true;
      return false;
    }
    records.add(frame.record());
    bytes += frame.bytes();
    end = after;
    return true;
  }
}
