package io.dbintel.udfs.texts;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * How far the texts of an instance have come (the head), and how far its polls among them (the
 * floor). Records are numbered from 0 on; those before the first are no longer kept.
 */
final class TextProgress {
  private static final byte FORMAT = 1;

  private long first;
  private long next;
  private long floorOrdinal = -1;
  private TextsSeen floor = TextsSeen.NOTHING;
  private TextsSeen head = TextsSeen.NOTHING;

  TextsSeen head() {
    return head;
  }

  TextsSeen floor() {
    return floor;
  }

  /** The record at which the floor is; -1 before the first. */
  long floorOrdinal() {
    return floorOrdinal;
  }

  long firstOrdinal() {
    return first;
  }

  /** The newest record; -1 when there is none. */
  long lastOrdinal() {
    return next - 1;
  }

  /** Takes a record and returns its number. */
  long append(TextsSeen seen) {
    head = seen;
    return next++;
  }

  /** Forgets the first record and returns its number. */
  long dropFirst() {
    return first++;
  }

  void floorAt(long ordinal, TextHistory.Store store) {
    floorOrdinal = ordinal;
    floor = ordinal == lastOrdinal() ? head : TextRecord.read(store.textRecord(ordinal)).seen();
  }

  byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      out.writeLong(first);
      out.writeLong(next);
      out.writeLong(floorOrdinal);
      floor.write(out);
      head.write(out);
    } catch (IOException impossible) {
      throw new UncheckedIOException("Cannot write the progress of texts", impossible);
    }
    return bytes.toByteArray();
  }

  /**
   * @param bytes null for an instance without texts
   */
  static TextProgress fromBytes(byte[] bytes) {
    TextProgress progress = new TextProgress();
    if (bytes == null) {
      return progress;
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      StateFormat.check(in.readByte(), FORMAT, "the progress of texts");
      progress.first = in.readLong();
      progress.next = in.readLong();
      progress.floorOrdinal = in.readLong();
      progress.floor = TextsSeen.read(in);
      progress.head = TextsSeen.read(in);
      return progress;
    } catch (IOException corrupt) {
      throw new UncheckedIOException("Cannot read the progress of texts", corrupt);
    }
  }
}
