package io.dbintel.ingest.logs.source;

/** Takes what a source gives out. */
public interface PieceSink {
  /** Whether a piece may be given now. A source looks around also when none may. */
  boolean ready();

  /** Takes a piece. */
  void accept(Piece piece);
}
