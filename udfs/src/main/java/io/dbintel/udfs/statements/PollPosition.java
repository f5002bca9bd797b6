package io.dbintel.udfs.statements;

import io.dbintel.schemas.statements.StatementsChunk;
import io.dbintel.udfs.texts.StateText;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Which poll, of which collector run, and when.
 *
 * @param collector id of the collector
 * @param collectorStart start of its run, µs, collector clock
 * @param number number of the poll in the run
 * @param serverTime server clock after the read, µs; 0 when the poll did not reach the server
 * @param collectedAt collector clock, µs
 */
record PollPosition(
    String collector, long collectorStart, long number, long serverTime, long collectedAt) {
  static PollPosition of(StatementsChunk chunk) {
    Long serverTime = chunk.envelope().serverTimeAfter();
    return new PollPosition(
        chunk.envelope().collector(),
        chunk.envelope().sequence().collectorStart(),
        chunk.poll().number(),
        serverTime == null ? 0 : serverTime,
        chunk.envelope().collectedAt());
  }

  boolean sameRunAs(PollPosition other) {
    return collectorStart == other.collectorStart && collector.equals(other.collector);
  }

  PollPosition at(long newServerTime, long newCollectedAt) {
    return new PollPosition(collector, collectorStart, number, newServerTime, newCollectedAt);
  }

  void write(DataOutput out) throws IOException {
    StateText.write(out, collector);
    out.writeLong(collectorStart);
    out.writeLong(number);
    out.writeLong(serverTime);
    out.writeLong(collectedAt);
  }

  static PollPosition read(DataInput in) throws IOException {
    return new PollPosition(
        StateText.read(in), in.readLong(), in.readLong(), in.readLong(), in.readLong());
  }
}
