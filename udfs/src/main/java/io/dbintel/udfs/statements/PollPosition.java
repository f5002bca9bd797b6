package io.dbintel.udfs.statements;

import io.dbintel.schemas.statements.StatementsChunk;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Which poll, and how two polls of an instance are ordered.
 *
 * @param collector id of the collector
 * @param collectorStart start of its run, µs, collector clock
 * @param number number of the poll in the run
 * @param serverTime server clock after the read, µs; 0 when the poll did not reach the server
 */
record PollPosition(String collector, long collectorStart, long number, long serverTime) {
  static PollPosition of(StatementsChunk chunk) {
    Long serverTime = chunk.envelope().serverTimeAfter();
    return new PollPosition(
        chunk.envelope().collector(),
        chunk.envelope().sequence().collectorStart(),
        chunk.poll().number(),
        serverTime == null ? 0 : serverTime);
  }

  boolean samePollAs(PollPosition other) {
    return sameRunAs(other) && number == other.number;
  }

  /**
   * Within a run the number decides. Between runs either clock may have been set back, so a poll
   * counts as newer when one of them says so.
   */
  boolean newerThan(PollPosition other) {
    return sameRunAs(other)
        ? number > other.number
        : collectorStart > other.collectorStart || serverTime > other.serverTime;
  }

  private boolean sameRunAs(PollPosition other) {
    return collectorStart == other.collectorStart && collector.equals(other.collector);
  }

  void write(DataOutput out) throws IOException {
    out.writeUTF(collector);
    out.writeLong(collectorStart);
    out.writeLong(number);
    out.writeLong(serverTime);
  }

  static PollPosition read(DataInput in) throws IOException {
    return new PollPosition(in.readUTF(), in.readLong(), in.readLong(), in.readLong());
  }
}
