package io.dbintel.ingest.logs;

import io.dbintel.schemas.envelope.Envelope;
import io.dbintel.schemas.raw.LogEntry;
import io.dbintel.schemas.raw.PlanEntry;
import io.dbintel.schemas.raw.RawRecordCodec;
import io.dbintel.schemas.topic.Topic;

/** Encodes records so that their topic takes them: the longest text is cut until they fit. */
final class FittingRecord {
  /** What Kafka adds to a record, and more. */
  private static final int ROOM = 64 << 10;

  private FittingRecord() {}

  static byte[] encode(Envelope envelope, LogEntry entry, LogCounters counters) {
    LogEntry fitting = entry;
    byte[] encoded = RawRecordCodec.LOGS.encode(envelope, fitting);
    while (encoded.length > limit(Topic.RAW_LOGS)) {
      fitting = cut(fitting);
      encoded = RawRecordCodec.LOGS.encode(envelope, fitting);
    }
    count(fitting.truncated() && !entry.truncated(), counters);
    return encoded;
  }

  static byte[] encode(Envelope envelope, PlanEntry entry, LogCounters counters) {
    PlanEntry fitting = entry;
    byte[] encoded = RawRecordCodec.PLANS.encode(envelope, fitting);
    while (encoded.length > limit(Topic.RAW_PLANS)) {
      fitting = cut(fitting);
      encoded = RawRecordCodec.PLANS.encode(envelope, fitting);
    }
    count(fitting.truncated() && !entry.truncated(), counters);
    return encoded;
  }

  private static int limit(Topic topic) {
    return topic.maxMessageBytes() - ROOM;
  }

  private static void count(boolean cut, LogCounters counters) {
    if (cut) {
      counters.cut.increment();
    }
  }

  private static LogEntry cut(LogEntry entry) {
    String[] texts = {
      entry.message(),
      entry.detail(),
      entry.hint(),
      entry.internalQuery(),
      entry.contextText(),
      entry.statement()
    };
    halveLongest(texts);
    return new LogEntry(
        entry.entryClass(),
        entry.fields(),
        entry.context(),
        entry.severity(),
        entry.sqlState(),
        texts[0],
        texts[1],
        texts[2],
        texts[3],
        texts[4],
        texts[5],
        true);
  }

  private static PlanEntry cut(PlanEntry entry) {
    String[] texts = {entry.plan(), entry.contextText()};
    halveLongest(texts);
    return new PlanEntry(
        entry.context(),
        entry.durationMillis(),
        entry.planFormat(),
        texts[0],
        entry.nested(),
        entry.hasParameters(),
        texts[1],
        entry.settings(),
        true);
  }

  private static void halveLongest(String[] texts) {
    int longest = 0;
    for (int i = 1; i < texts.length; i++) {
      longest = length(texts[i]) > length(texts[longest]) ? i : longest;
    }
    if (length(texts[longest]) == 0) {
      throw new IllegalStateException("A record is too large even without its texts");
    }
    texts[longest] = Texts.head(texts[longest], texts[longest].length() / 2);
  }

  private static int length(String text) {
    return text == null ? 0 : text.length();
  }
}
