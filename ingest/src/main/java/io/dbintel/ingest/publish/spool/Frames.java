package io.dbintel.ingest.publish.spool;

import io.dbintel.ingest.publish.OutgoingRecord;
import io.dbintel.schemas.topic.Topic;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A record in a file: length of the rest after the checksum (4 bytes), CRC-32C of that rest (4),
 * then version (1), topic and instance (each 2 bytes of length and UTF-8), partition (4, -1 for
 * none), collection time in ms (8), and the value. All numbers are big-endian.
 */
final class Frames {
  static final int HEADER_BYTES = 8;

  /** Larger than any record of any topic with its frame. */
  private static final int MAX_BYTES = 64 << 20;

  private static final byte VERSION = 1;
  private static final int NO_PARTITION = -1;

  private Frames() {}

  /**
   * A record that was read.
   *
   * @param bytes that it takes in its file
   */
  record Frame(OutgoingRecord record, int bytes) {}

  static ByteBuffer write(OutgoingRecord record) {
    byte[] topic = record.topic().topicName().getBytes(StandardCharsets.UTF_8);
    byte[] instance = record.instance().getBytes(StandardCharsets.UTF_8);
    int length = 1 + 2 + topic.length + 2 + instance.length + 4 + 8 + record.value().length;
    ByteBuffer frame = ByteBuffer.allocate(HEADER_BYTES + length);
    frame.putInt(length).putInt(0).put(VERSION);
    frame.putShort((short) topic.length).put(topic);
    frame.putShort((short) instance.length).put(instance);
    frame.putInt(record.partition() == null ? NO_PARTITION : record.partition());
    frame.putLong(record.timestampMillis()).put(record.value());
    frame.putInt(4, checksum(frame.array(), HEADER_BYTES, length));
    return frame.flip();
  }

  /**
   * The next record; empty at the end, and where a frame is torn or damaged: nothing after it can
   * be trusted.
   */
  static Optional<Frame> read(DataInputStream in) throws IOException {
    try {
      int length = in.readInt();
      int checksum = in.readInt();
      if (length < 1 || length > MAX_BYTES) {
        return Optional.empty();
      }
      byte[] rest = in.readNBytes(length);
      if (rest.length < length || checksum(rest, 0, length) != checksum) {
        return Optional.empty();
      }
      return decode(ByteBuffer.wrap(rest)).map(record -> new Frame(record, HEADER_BYTES + length));
    } catch (EOFException end) {
      return Optional.empty();
    }
  }

  private static Optional<OutgoingRecord> decode(ByteBuffer rest) {
    if (rest.get() != VERSION) {
      return Optional.empty();
    }
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

  private static int checksum(byte[] bytes, int offset, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, offset, length);
    return (int) crc.getValue();
  }
}
