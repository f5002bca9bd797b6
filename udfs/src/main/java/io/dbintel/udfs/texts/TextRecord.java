package io.dbintel.udfs.texts;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What is kept of a record of texts until none of its texts can be seen.
 *
 * @param seen the place after it
 * @param keys of its texts, compact
 */
record TextRecord(TextsSeen seen, List<String> keys) {
  private static final byte FORMAT = 1;

  byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      seen.write(out);
      out.writeInt(keys.size());
      for (String key : keys) {
        StateText.write(out, key);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException("Cannot write a record of texts", impossible);
    }
    return bytes.toByteArray();
  }

  static TextRecord read(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      StateFormat.check(in.readByte(), FORMAT, "a record of texts");
      TextsSeen seen = TextsSeen.read(in);
      int count = in.readInt();
      List<String> keys = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        keys.add(StateText.read(in));
      }
      return new TextRecord(seen, keys);
    } catch (IOException corrupt) {
      throw new UncheckedIOException("Cannot read a record of texts", corrupt);
    }
  }
}
