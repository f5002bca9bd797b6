package io.dbintel.jobs.export.sink;

import io.dbintel.jobs.export.encode.OtlpEntry;
import io.dbintel.jobs.export.encode.Signal;
import io.dbintel.schemas.deadletter.DeadLetter;
import io.dbintel.schemas.deadletter.InvalidRecordException;
import io.dbintel.schemas.json.RecordCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * Version 1: bits of the accepted signals; count and entries; count and dead letters as JSON.
 * Numbers are big-endian; texts and messages follow their length as an int.
 */
final class OtlpWriterStateSerializer implements SimpleVersionedSerializer<OtlpWriterState> {
  private static final int VERSION = 1;
  private static final RecordCodec<DeadLetter> DEAD_LETTERS = new RecordCodec<>(DeadLetter.class);

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(OtlpWriterState state) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(1024);
    int bits = state.accepted().stream().mapToInt(signal -> 1 << code(signal)).sum();
    out.writeByte(bits);
    out.writeInt(state.entries().size());
    for (OtlpEntry entry : state.entries()) {
      writeEntry(entry, out);
    }
    out.writeInt(state.deadLetters().size());
    for (DeadLetter letter : state.deadLetters()) {
      writeBytes(DEAD_LETTERS.encode(letter), out);
    }
    return out.getCopyOfBuffer();
  }

  @Override
  public OtlpWriterState deserialize(int version, byte[] bytes) throws IOException {
    if (version != VERSION) {
      throw new IOException(
          "OTLP writer state has version " + version + "; this release reads " + VERSION);
    }
    DataInputDeserializer in = new DataInputDeserializer(bytes);
    Set<Signal> accepted = readSignals(in.readUnsignedByte());
    List<OtlpEntry> entries = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      entries.add(readEntry(in));
    }
    List<DeadLetter> letters = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      letters.add(readLetter(in));
    }
    return new OtlpWriterState(accepted, entries, letters);
  }

  private static void writeEntry(OtlpEntry entry, DataOutput out) throws IOException {
    out.writeByte(code(entry.signal()));
    writeBytes(entry.instance().getBytes(StandardCharsets.UTF_8), out);
    writeBytes(entry.topic().getBytes(StandardCharsets.UTF_8), out);
    out.writeInt(entry.partition());
    out.writeLong(entry.offset());
    out.writeInt(entry.firstItem());
    out.writeInt(entry.items());
    writeBytes(entry.message(), out);
  }

  private static OtlpEntry readEntry(DataInput in) throws IOException {
    return new OtlpEntry(
        signal(in.readByte()),
        new String(readBytes(in), StandardCharsets.UTF_8),
        new String(readBytes(in), StandardCharsets.UTF_8),
        in.readInt(),
        in.readLong(),
        in.readInt(),
        in.readInt(),
        readBytes(in));
  }

  private static DeadLetter readLetter(DataInput in) throws IOException {
    try {
      return DEAD_LETTERS.decode(readBytes(in));
    } catch (InvalidRecordException unreadable) {
      throw new IOException("OTLP writer state holds an unreadable dead letter", unreadable);
    }
  }

  private static void writeBytes(byte[] bytes, DataOutput out) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] readBytes(DataInput in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return bytes;
  }

  private static Set<Signal> readSignals(int bits) throws IOException {
    Set<Signal> signals = EnumSet.noneOf(Signal.class);
    for (Signal signal : Signal.values()) {
      if ((bits >>> code(signal) & 1) == 1) {
        signals.add(signal);
      }
    }
    return signals;
  }

  private static int code(Signal signal) {
    return switch (signal) {
      case METRICS -> 0;
      case LOGS -> 1;
    };
  }

  private static Signal signal(int code) throws IOException {
    return switch (code) {
      case 0 -> Signal.METRICS;
      case 1 -> Signal.LOGS;
      default -> throw new IOException("OTLP writer state has an unknown signal code " + code);
    };
  }
}
