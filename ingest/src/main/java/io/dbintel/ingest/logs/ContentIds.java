package io.dbintel.ingest.logs;

import io.dbintel.ingest.logs.parse.LogEntryRead;
import io.dbintel.ingest.logs.source.RecordTimes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The identities of entries that their sender may send again, in whatever company: what an entry
 * says, and when. The sender's time counts only where the entry has none, as a sender that reads a
 * file again stamps it again.
 *
 * <p>An entry without a line number (no %l in the prefix) may be the twin of another of the same
 * millisecond. Those of one stream are told apart by their order, which is the same when a request
 * is sent again; of twins that come in two requests nobody can tell that they are not one entry
 * sent twice. Not thread-safe.
 */
final class ContentIds {
  private static final int BYTES = 16;

  private final RecordTimes times;
  private final Map<String, Integer> seen = new HashMap<>();

  /**
   * @param times of the records of the stream
   */
  ContentIds(RecordTimes times) {
    this.times = times;
  }

  /** The identity of the next entry of the stream. */
  String next(LogEntryRead entry) {
    String content = "pushed:" + digest(entry);
    if (namesItself(entry)) {
      return content;
    }
    int before = seen.merge(content, 1, Integer::sum) - 1;
    return before == 0 ? content : content + ":" + before;
  }

  /** Whether no other entry of the server can be the same. */
  private static boolean namesItself(LogEntryRead entry) {
    return entry.lineNumber() != null && (entry.sessionId() != null || entry.pid() != null);
  }

  private String digest(LogEntryRead entry) {
    long sent = entry.logTimeMicros() == null ? times.at(entry.offset()) : 0;
    List<Object> content =
        Arrays.asList(
            sent,
            entry.logTimeMicros(),
            entry.pid(),
            entry.sessionId(),
            entry.lineNumber(),
            entry.user(),
            entry.database(),
            entry.remoteHost(),
            entry.remotePort(),
            entry.application(),
            entry.virtualXid(),
            entry.xid(),
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
      return HexFormat.of().formatHex(sha.digest(), 0, BYTES);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java has SHA-256", impossible);
    }
  }
}
