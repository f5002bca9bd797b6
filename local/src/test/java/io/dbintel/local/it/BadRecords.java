package io.dbintel.local.it;

import io.dbintel.schemas.deadletter.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Records that break their contract, each in one way. A secret is in every payload. */
final class BadRecords {
  static final String SECRET = "hunter2-must-never-leave";

  private static final int DEPTH = 10_000;

  private BadRecords() {}

  /**
   * @param key null for none
   * @param value null for a tombstone
   */
  record BadRecord(String name, String key, byte[] value, Reason reason) {
    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * @param key the right key
   * @param good a valid record, whose first field is its schema version
   * @param maxBytes the largest record that is read
   */
  static List<BadRecord> of(String key, byte[] good, int maxBytes) {
    String text = withSecret(new String(good, StandardCharsets.UTF_8));
    String future = text.replaceFirst("\"schema_version\":1", "\"schema_version\":99");
    String wrongType =
        text.replaceFirst("\"schema_version\":1", "\"schema_version\":\"" + SECRET + "\"");
    String wrongInstance = text.replaceFirst("\"instance\":\"[^\"]*\"", "\"instance\":[]");
    String deep =
        "{\"schema_version\":1,\"x\":\""
            + SECRET
            + "\",\"y\":"
            + "[".repeat(DEPTH)
            + "]".repeat(DEPTH)
            + "}";
    return List.of(
        bad("garbage", key, "\u0000\u0001}{" + SECRET, Reason.MALFORMED_JSON),
        bad("truncated", key, text.substring(0, text.length() - 7), Reason.MALFORMED_JSON),
        bad("text after the record", key, text + " " + SECRET, Reason.MALFORMED_JSON),
        bad("no object", key, "[\"" + SECRET + "\"]", Reason.WRONG_TYPE),
        bad("version of a wrong type", key, wrongType, Reason.WRONG_TYPE),
        bad("instance of a wrong type", key, wrongInstance, Reason.WRONG_TYPE),
        bad("deep", key, deep, Reason.TOO_DEEP),
        bad("future", key, future, Reason.FUTURE_SCHEMA_VERSION),
        bad("empty object", key, "{\"x\":\"" + SECRET + "\"}", Reason.MISSING_FIELD),
        new BadRecord("tombstone", key, null, Reason.MISSING_FIELD),
        bad("no key", null, text, Reason.KEY_MISMATCH),
        bad("key of another", key + "-other", text, Reason.KEY_MISMATCH),
        new BadRecord("too large", key, padded(bytes(text), maxBytes + 1), Reason.TOO_LARGE));
  }

  /** The record and spaces after it. */
  static byte[] padded(byte[] record, int size) {
    byte[] padded = Arrays.copyOf(record, size);
    Arrays.fill(padded, record.length, size, (byte) ' ');
    return padded;
  }

  /** The valid record with one more field, which readers skip. */
  private static String withSecret(String record) {
    return record.substring(0, record.length() - 1) + ",\"added\":\"" + SECRET + "\"}";
  }

  private static BadRecord bad(String name, String key, String value, Reason reason) {
    return new BadRecord(name, key, bytes(value), reason);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
