package io.dbintel.ingest.logs.parse;

import java.util.function.Consumer;

/**
 * Reads one file or stream of entries, in pieces that may end anywhere. Not for several threads.
 * Whatever the bytes are, no method throws, except what the consumer throws; then the parser must
 * not be used again.
 */
public interface LogParser {
  /**
   * Reads a piece and gives out the entries that are complete with it.
   *
   * @param offset where the piece begins in the file or stream; when that is not where the last one
   *     ended, what was waiting is dropped and reading begins anew
   */
  void feed(byte[] bytes, int from, int length, long offset, Consumer<LogEntryRead> out);

  /**
   * Nothing more has come for a while: gives out an entry of stderr that waited for lines that
   * could belong to it. A line or record without its line feed goes on waiting. Lines of that entry
   * that come after all are counted as shredded, so wait some seconds before.
   */
  void endOfInput(Consumer<LogEntryRead> out);

  /**
   * Nothing will come any more: also gives out an entry without its last line feed, flagged as
   * truncated. The next piece begins another file or stream.
   */
  void endOfFile(Consumer<LogEntryRead> out);

  /**
   * All entries that begin before were given out, and those from here on were not: reading again
   * from here loses none and repeats none.
   */
  long safeOffset();

  ParseCounts counts();
}
