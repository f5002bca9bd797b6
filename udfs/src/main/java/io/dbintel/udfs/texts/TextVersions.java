package io.dbintel.udfs.texts;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The texts of one row key over time. Usually there is one, published again and again: a key gets
 * another text only when its entry was evicted and came back in another spelling.
 *
 * <p>A position is the number of the instance's texts up to and including a record. A version is
 * visible from its first position to {@link TextHistory#WINDOW} after its last, and until the next
 * version begins. That depends on nothing but the records up to the position that is asked for.
 */
final class TextVersions {
  private static final byte FORMAT = 1;
  private static final int MAX_VERSIONS = 8;

  private record Version(long first, long last, ScrubbedQueryText text) {}

  private final List<Version> versions = new ArrayList<>();
  private final long window;

  private TextVersions(long window) {
    this.window = window;
  }

  /**
   * @param floor position before which nobody asks any more
   */
  void publish(long position, ScrubbedQueryText text, long floor) {
    int newest = versions.size() - 1;
    Version previous = newest < 0 ? null : versions.get(newest);
    boolean again =
        previous != null && position - previous.last() < window && previous.text().equals(text);
    if (again) {
      versions.set(newest, new Version(previous.first(), position, text));
    } else {
      versions.add(new Version(position, position, text));
    }
    forget(floor);
  }

  /** The text that was the key's at a position. */
  Optional<ScrubbedQueryText> at(long position) {
    for (int i = versions.size() - 1; i >= 0; i--) {
      Version version = versions.get(i);
      if (version.first() <= position) {
        return expired(version, position) ? Optional.empty() : Optional.of(version.text());
      }
    }
    return Optional.empty();
  }

  /** Drops what cannot be seen from the floor or later. */
  void forget(long floor) {
    while (versions.size() > MAX_VERSIONS
        || (versions.size() > 1 && versions.get(1).first() <= floor)
        || (!versions.isEmpty() && expired(versions.get(0), floor))) {
      versions.remove(0);
    }
  }

  boolean isEmpty() {
    return versions.isEmpty();
  }

  private boolean expired(Version version, long position) {
    return position - version.last() >= window;
  }

  byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      out.writeByte(versions.size());
      for (Version version : versions) {
        out.writeLong(version.first());
        out.writeLong(version.last());
        version.text().write(out);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException("Cannot write texts", impossible);
    }
    return bytes.toByteArray();
  }

  /**
   * @param bytes null for a key without texts
   * @param window of {@link TextBounds}
   */
  static TextVersions fromBytes(byte[] bytes, long window) {
    TextVersions texts = new TextVersions(window);
    if (bytes == null) {
      return texts;
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      StateFormat.check(in.readByte(), FORMAT, "texts");
      int count = in.readUnsignedByte();
      for (int i = 0; i < count; i++) {
        texts.versions.add(new Version(in.readLong(), in.readLong(), ScrubbedQueryText.read(in)));
      }
      return texts;
    } catch (IOException corrupt) {
      throw new UncheckedIOException("Cannot read texts", corrupt);
    }
  }
}
