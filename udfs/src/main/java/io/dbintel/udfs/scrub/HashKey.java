package io.dbintel.udfs.scrub;

/** The secret of keyed hashes. Shows itself to nobody but the scrubber of free text. */
public final class HashKey {
  private final byte[] bytes;

  public HashKey(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public String toString() {
    return "HashKey";
  }
}
