package io.dbintel.udfs.texts;

import io.dbintel.schemas.envelope.Envelope;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Which records of texts stand before a place in the topic: the last of each collector run.
 *
 * @param position number of texts up to that place
 * @param runs those that published last come last
 */
record TextsSeen(long position, List<Run> runs) {
  /** Nothing was seen. */
  static final TextsSeen NOTHING = new TextsSeen(0, List.of());

  private static final int MAX_RUNS = 8;

  /** How much later another run's texts must be to show that the named ones are lost. */
  private static final long PATIENCE_MICROS = Duration.ofMinutes(2).toNanos() / 1_000;

  /**
   * @param counter of the last record of texts; rises within a run
   * @param serverTime server clock when they were read, µs
   */
  record Run(String collector, long start, long counter, long serverTime) {
    boolean same(Envelope envelope) {
      return start == envelope.sequence().collectorStart()
          && collector.equals(envelope.collector());
    }
  }

  TextsSeen {
    runs = List.copyOf(runs);
  }

  /** The place after one more record. */
  TextsSeen after(Envelope envelope, int texts) {
    long counter = envelope.sequence().counter();
    List<Run> next = new ArrayList<>();
    for (Run run : runs) {
      if (run.same(envelope)) {
        counter = Math.max(counter, run.counter());
      } else {
        next.add(run);
      }
    }
    Long time = envelope.serverTimeAfter();
    next.add(
        new Run(
            envelope.collector(),
            envelope.sequence().collectorStart(),
            counter,
            time == null ? 0 : time));
    return new TextsSeen(
        position + texts, next.subList(Math.max(0, next.size() - MAX_RUNS), next.size()));
  }

  /**
   * Whether a poll need not wait any longer: the record it names, or a later one of that run, is
   * here; or a later run of its collector, which has ended the one before; or any other run's
   * record that the server's clock says is much later.
   */
  boolean satisfy(NamedTexts named) {
    if (named.sequence() == null) {
      return true;
    }
    for (Run run : runs) {
      if (reached(run, named)) {
        return true;
      }
    }
    return false;
  }

  private static boolean reached(Run run, NamedTexts named) {
    boolean collector = run.collector().equals(named.collector());
    long start = named.sequence().collectorStart();
    if (collector && run.start() == start) {
      return run.counter() >= named.sequence().counter();
    }
    boolean laterRun = collector && run.start() > start;
    return laterRun || run.serverTime() - named.serverTime() >= PATIENCE_MICROS;
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(position);
    out.writeByte(runs.size());
    for (Run run : runs) {
      StateText.write(out, run.collector());
      out.writeLong(run.start());
      out.writeLong(run.counter());
      out.writeLong(run.serverTime());
    }
  }

  static TextsSeen read(DataInput in) throws IOException {
    long position = in.readLong();
    int count = in.readUnsignedByte();
    List<Run> runs = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      runs.add(new Run(StateText.read(in), in.readLong(), in.readLong(), in.readLong()));
    }
    return new TextsSeen(position, runs);
  }
}
