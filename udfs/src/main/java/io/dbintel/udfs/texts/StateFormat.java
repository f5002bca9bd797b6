package io.dbintel.udfs.texts;

/** Formats of state. */
final class StateFormat {
  private StateFormat() {}

  static void check(byte format, byte known, String what) {
    if (format != known) {
      throw new IllegalStateException("State format " + format + " of " + what + ", not " + known);
    }
  }
}
