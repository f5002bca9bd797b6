package io.dbintel.ingest.config;

import java.util.Locale;

/** Compression of record batches. */
public enum Compression {
  LZ4,
  ZSTD;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
