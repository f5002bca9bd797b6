package io.dbintel.jobs.export.encode;

import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;

/**
 * What one Kafka record, or a part of it, exports: an encoded ResourceMetrics or ResourceLogs. The
 * message is never changed once the entry exists.
 *
 * @param topic source topic
 * @param firstItem position of the first item among all items of the source record
 * @param items data points or log records in the message, at least one
 */
public record OtlpEntry(
    Signal signal,
    String instance,
    String topic,
    int partition,
    long offset,
    int firstItem,
    int items,
    byte[] message) {
  /** Field 1, length-delimited: the only field of both export requests. */
  private static final int TAG = 0x0A;

  /** Bytes this entry takes in a request body. */
  public int bodyBytes() {
    return 1 + CodedOutputStream.computeUInt32SizeNoTag(message.length) + message.length;
  }

  public static long bodyBytes(Collection<OtlpEntry> entries) {
    return entries.stream().mapToLong(OtlpEntry::bodyBytes).sum();
  }

  public static int items(Collection<OtlpEntry> entries) {
    return entries.stream().mapToInt(OtlpEntry::items).sum();
  }

  /** Writes an export request that holds the entries, in order. */
  public static void writeBody(Collection<OtlpEntry> entries, OutputStream out) throws IOException {
    CodedOutputStream body = CodedOutputStream.newInstance(out);
    for (OtlpEntry entry : entries) {
      body.writeUInt32NoTag(TAG);
      body.writeByteArrayNoTag(entry.message);
    }
    body.flush();
  }

  /** Whether both come from one Kafka record. */
  public boolean sameRecord(OtlpEntry other) {
    return offset == other.offset && partition == other.partition && topic.equals(other.topic);
  }

  /** The position only, never the message. */
  @Override
  public String toString() {
    return "OtlpEntry[%s %s:%d:%d, items %d+%d, %d bytes]"
        .formatted(signal, topic, partition, offset, firstItem, items, message.length);
  }
}
