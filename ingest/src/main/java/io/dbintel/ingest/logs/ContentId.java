package io.dbintel.ingest.logs;

import io.dbintel.ingest.logs.parse.LogEntryRead;
import io.dbintel.ingest.logs.source.RecordTimes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * The identity of an entry that its sender may send again, in whatever company: what it says, and
 * when. The sender's time counts only where the entry has none, as a sender that reads a file again
 * stamps it again.
 */
final class ContentId {
  private static final int BYTES = 16;

  private ContentId() {}

  static String of(LogEntryRead entry, RecordTimes times) {
    long sent = entry.logTimeMicros() == null ? times.at(entry.offset()) : 0;
    List<Object> content =
        Arrays.asList(
            sent,
            entry.logTimeMicros(),
            entry.pid(),
            entry.sessionId(),
            entry.lineNumber(),
            entry.severity(),
            entry.sqlState(),
            entry.message(),
            entry.detail(),
            entry.context(),
            entry.statement());
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      for (Object part : content) {
        byte[] text = String.valueOf(part).getBytes(StandardCharsets.UTF_8);
        sha.update((text.length + ":").getBytes(StandardCharsets.US_ASCII));
        sha.update(text);
      }
      return "pushed:" + HexFormat.of().formatHex(sha.digest(), 0, BYTES);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java has SHA-256", impossible);
    }
  }
}
