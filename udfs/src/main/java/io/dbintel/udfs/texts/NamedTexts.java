package io.dbintel.udfs.texts;

import io.dbintel.schemas.envelope.Sequence;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What a poll says of the texts before it.
 *
 * @param collector id of the collector
 * @param sequence of the last record of texts that it published before; null when there was none
 * @param serverTime server clock of the poll, µs
 */
public record NamedTexts(String collector, Sequence sequence, long serverTime) {

  public void write(DataOutput out) throws IOException {
    StateText.write(out, collector);
    out.writeBoolean(sequence != null);
    if (sequence != null) {
      out.writeLong(sequence.collectorStart());
      out.writeLong(sequence.counter());
    }
    out.writeLong(serverTime);
  }

  public static NamedTexts read(DataInput in) throws IOException {
    String collector = StateText.read(in);
    Sequence sequence = in.readBoolean() ? new Sequence(in.readLong(), in.readLong()) : null;
    return new NamedTexts(collector, sequence, in.readLong());
  }
}
