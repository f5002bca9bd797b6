package io.dbintel.ingest.publish.spool;

import io.dbintel.ingest.publish.OutgoingRecord;
import io.dbintel.schemas.topic.Topic;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * How frames are written: magic (4 bytes), length of what follows the checksum (4), CRC-32C of that
 * (4), sequence (8), version (1). Those stay in their places whatever the version. A record has
 * after them topic and instance (each 2 bytes of length and UTF-8), partition (4, -1 for none),
 * collection time in ms (8), and the value; a frame of dropped ones has their number (8). All
 * numbers are big-endian.
 */
final class Frames {
  /** No text has these bytes: neither the first nor the last occurs in UTF-8. */
  static final int MAGIC = 0xFE6462FF;

  static final int HEADER_BYTES = 12;

  /** Sequence and version. */
  static final int LEAST_LENGTH = 9;

  /** Larger than any record of any topic with its frame. */
  static final int MOST_LENGTH = 64 << 20;

  private static final byte RECORD = 2;
  private static final byte DROPPED = 0;
  private static final int NO_PARTITION = -1;

  private Frames() {}

  static ByteBuffer write(OutgoingRecord record, long sequence) {
    byte[] topic = record.topic().topicName().getBytes(StandardCharsets.UTF_8);
    return write(record, sequence, topic);
  }

  /**
   * @param topic its name, also of one that this release does not have
   */
  static ByteBuffer write(OutgoingRecord record, long sequence, byte[] topic) {
    byte[] instance = record.instance().getBytes(StandardCharsets.UTF_8);
    int length = 2 + topic.length + 2 + instance.length + 4 + 8 + record.value().length;
    ByteBuffer frame = begin(sequence, RECORD, length);
    frame.putShort((short) topic.length).put(topic);
    frame.putShort((short) instance.length).put(instance);
    frame.putInt(record.partition() == null ? NO_PARTITION : record.partition());
    frame.putLong(record.timestampMillis()).put(record.value());
    return end(frame);
  }

  static ByteBuffer writeDropped(long sequence, long records) {
    return end(begin(sequence, DROPPED, Long.BYTES).putLong(records));
  }

  /** A record in a form that this release does not know. */
  static ByteBuffer writeOther(long sequence, byte version, byte[] rest) {
    return end(begin(sequence, version, rest.length).put(rest));
  }

  /**
   * What stands behind a header.
   *
   * @param rest of the length in the header, whose checksum is right
   */
  static Frame decode(ByteBuffer rest) {
    int bytes = HEADER_BYTES + rest.remaining();
    long sequence = rest.getLong();
    byte version = rest.get();
    try {
      if (version == DROPPED) {
        return new Frame.Dropped(sequence, bytes, rest.getLong());
      }
      Optional<OutgoingRecord> record = version == RECORD ? record(rest) : Optional.empty();
      return record.isPresent()
          ? new Frame.Kept(sequence, bytes, record.get())
          : new Frame.Unknown(sequence, bytes);
    } catch (BufferUnderflowException otherForm) {
      return new Frame.Unknown(sequence, bytes);
    }
  }

  static int checksum(byte[] bytes, int offset, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, offset, length);
    return (int) crc.getValue();
  }

  private static ByteBuffer begin(long sequence, byte version, int restBytes) {
    ByteBuffer frame = ByteBuffer.allocate(HEADER_BYTES + LEAST_LENGTH + restBytes);
    frame.putInt(MAGIC).putInt(LEAST_LENGTH + restBytes).putInt(0);
    return frame.putLong(sequence).put(version);
  }

  private static ByteBuffer end(ByteBuffer frame) {
    int length = frame.capacity() - HEADER_BYTES;
    CRC32C crc = new CRC32C();
    crc.update(frame.slice(HEADER_BYTES, length));
    return frame.putInt(8, (int) crc.getValue()).flip();
  }

  private static Optional<OutgoingRecord> record(ByteBuffer rest) {
    Optional<Topic> topic = Topic.named(text(rest));
    String instance = text(rest);
    int partition = rest.getInt();
    long timestampMillis = rest.getLong();
    byte[] value = new byte[rest.remaining()];
    rest.get(value);
    return topic.map(
        known ->
            new OutgoingRecord(
                known,
                instance,
                partition == NO_PARTITION ? null : partition,
                timestampMillis,
                value,
                () -> {},
                () -> {}));
  }

  private static String text(ByteBuffer rest) {
    byte[] utf8 = new byte[Short.toUnsignedInt(rest.getShort())];
    rest.get(utf8);
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
