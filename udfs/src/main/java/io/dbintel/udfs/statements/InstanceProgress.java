package io.dbintel.udfs.statements;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** How far an instance has come: its last polls, the poll in progress, its number of buckets. */
public final class InstanceProgress {
  private static final int FORMAT = 2;

  /** Polls in progress did not tell which texts they name. */
  private static final int FORMAT_WITHOUT_TEXTS = 1;

  private final int topLimit;
  private int buckets;
  private PollOrder order = new PollOrder();
  private OpenPoll open;
  private long emittedUntil;

  /** The progress of an instance that was never seen. */
  public InstanceProgress(int topLimit) {
    this.topLimit = topLimit;
  }

  int buckets() {
    return buckets;
  }

  void buckets(int newBuckets) {
    buckets = newBuckets;
  }

  PollOrder order() {
    return order;
  }

  OpenPoll open() {
    return open;
  }

  void open(OpenPoll poll) {
    open = poll;
  }

  int topLimit() {
    return topLimit;
  }

  /** The time to give to points of this server time: never at or before the previous points'. */
  long nextPointTime(long serverTime) {
    emittedUntil = Math.max(serverTime, emittedUntil + 1);
    return emittedUntil;
  }

  /** Whether a poll is in progress. */
  public boolean inPoll() {
    return open != null;
  }

  public byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(open == null ? 128 : 64 * 1024);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      out.writeInt(buckets);
      out.writeLong(emittedUntil);
      order.write(out);
      out.writeBoolean(open != null);
      if (open != null) {
        open.write(out);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException("Cannot write the progress of an instance", impossible);
    }
    return bytes.toByteArray();
  }

  /**
   * @param bytes null for an instance that was never seen
   */
  public static InstanceProgress fromBytes(byte[] bytes, int topLimit) {
    InstanceProgress progress = new InstanceProgress(topLimit);
    if (bytes == null) {
      return progress;
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int format = in.readUnsignedByte();
      if (format != FORMAT && format != FORMAT_WITHOUT_TEXTS) {
        throw new IllegalStateException(
            "State format " + format + " of instance progress, not " + FORMAT);
      }
      progress.buckets = in.readInt();
      progress.emittedUntil = in.readLong();
      progress.order = PollOrder.read(in);
      progress.open = in.readBoolean() ? OpenPoll.read(in, topLimit, format == FORMAT) : null;
      return progress;
    } catch (IOException corrupt) {
      throw new UncheckedIOException("Cannot read the progress of an instance", corrupt);
    }
  }
}
