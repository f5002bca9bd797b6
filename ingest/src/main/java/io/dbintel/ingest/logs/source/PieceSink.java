package io.dbintel.ingest.logs.source;

/** Takes what a source gives out. */
@FunctionalInterface
public interface PieceSink {
  /**
   * Takes a piece, always.
   *
   * @return whether another one may follow in this read
   */
  boolean accept(Piece piece);
}
