package io.dbintel.ingest.publish.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;

/**
 * Finds the frames of a file. A damaged one hides none behind it: reading goes on at the next that
 * has a right checksum. Frames may be moved towards the beginning meanwhile, over those that were
 * read. Not thread-safe.
 */
final class FrameReader {
  private static final int WINDOW_BYTES = 128 << 10;

  private final FileChannel channel;
  private final long size;
  private byte[] window = new byte[WINDOW_BYTES];
  private long windowStart;
  private int filled;
  private long offset;

  FrameReader(FileChannel channel, long from) throws IOException {
    this.channel = channel;
    this.size = channel.size();
    this.offset = from;
    this.windowStart = from;
  }

  /** Where the last frame ends that was read. */
  long offset() {
    return offset;
  }

  /** Empty at the end, where part of a frame may stand. */
  Optional<Frame> next() throws IOException {
    long at = offset;
    while (holds(at, Frames.HEADER_BYTES)) {
      Optional<Frame> frame = frameAt(at);
      if (frame.isPresent()) {
        offset = at + frame.get().bytes();
        return frame;
      }
      at = nextMagic(at + 1);
    }
    return Optional.empty();
  }

  private Optional<Frame> frameAt(long at) throws IOException {
    ByteBuffer header = view(at, Frames.HEADER_BYTES);
    int magic = header.getInt();
    int length = header.getInt();
    int checksum = header.getInt();
    if (magic != Frames.MAGIC
        || length < Frames.LEAST_LENGTH
        || length > Frames.MOST_LENGTH
        || !holds(at, Frames.HEADER_BYTES + length)) {
      return Optional.empty();
    }
    ByteBuffer rest = view(at + Frames.HEADER_BYTES, length);
    return Frames.checksum(window, rest.position(), length) == checksum
        ? Optional.of(Frames.decode(rest))
        : Optional.empty();
  }

  private long nextMagic(long from) throws IOException {
    long at = from;
    while (holds(at, Frames.HEADER_BYTES)) {
      int last = filled - Integer.BYTES;
      ByteBuffer all = ByteBuffer.wrap(window);
      for (int i = (int) (at - windowStart); i <= last; i++) {
        if (window[i] == (byte) (Frames.MAGIC >>> 24) && all.getInt(i) == Frames.MAGIC) {
          return windowStart + i;
        }
      }
      at = windowStart + last + 1;
    }
    return size;
  }

  private ByteBuffer view(long at, int length) {
    return ByteBuffer.wrap(window, (int) (at - windowStart), length);
  }

  /** Whether the file has these bytes; then they are in the window. */
  private boolean holds(long at, int length) throws IOException {
    if (at + length <= windowStart + filled) {
      return true;
    }
    if (at + length > size) {
      return false;
    }
    if (length > window.length) {
      window = new byte[length];
    }
    windowStart = at;
    filled = 0;
    ByteBuffer all = ByteBuffer.wrap(window);
    while (all.hasRemaining() && channel.read(all, at + filled) >= 0) {
      filled = all.position();
    }
    return filled >= length;
  }
}
