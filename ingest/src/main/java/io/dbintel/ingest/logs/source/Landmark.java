package io.dbintel.ingest.logs.source;

/**
 * What stands before an offset: a file with the same there is the same log, or a copy of it.
 *
 * @param offset where it ends
 * @param digest of the bytes before it, at most {@value #BYTES}; none when the offset is 0
 */
record Landmark(long offset, String digest) {
  static final int BYTES = 1024;
  static final Landmark START = new Landmark(0, "");

  static Landmark of(long offset, byte[] before) {
    return offset == 0 ? START : new Landmark(offset, Digests.of(before, 0, before.length));
  }

  /** Where the bytes begin that it is made of. */
  static long begin(long offset) {
    return Math.max(0, offset - BYTES);
  }

  static int length(long offset) {
    return (int) (offset - begin(offset));
  }
}
