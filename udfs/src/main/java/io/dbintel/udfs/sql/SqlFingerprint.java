package io.dbintel.udfs.sql;

/** Printed form of fingerprints: version, colon, 16 hexadecimal digits. */
public final class SqlFingerprint {
  /** Raised whenever the same statement gets another fingerprint than before. */
  public static final int VERSION = 2;

  private SqlFingerprint() {}

  public static String id(long fingerprint) {
    return "v" + VERSION + ":" + String.format("%016x", fingerprint);
  }

  public static boolean truncated(long fingerprint) {
    return (fingerprint & 1) == 1;
  }
}
