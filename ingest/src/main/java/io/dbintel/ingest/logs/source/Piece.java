package io.dbintel.ingest.logs.source;

/** What a source has to say of one of its streams. */
public sealed interface Piece {
  LogStream stream();

  /** Where in the stream. */
  long offset();

  /**
   * Bytes of a stream.
   *
   * @param offset of the first one
   */
  record Bytes(LogStream stream, byte[] bytes, long offset) implements Piece {
    public long end() {
      return offset + bytes.length;
    }
  }

  /**
   * Nothing more comes in this stream.
   *
   * @param offset where it ends
   */
  record End(LogStream stream, long offset) implements Piece {}

  /**
   * Bytes that were seen to be there went away before they could be read. What begins before them
   * ends there.
   *
   * @param offset of the first lost byte
   * @param lostBytes at least so many: nobody knows what was written after the last look
   */
  record Gap(LogStream stream, long offset, long lostBytes) implements Piece {}
}
