package io.dbintel.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.dbintel.schemas.deadletter.DeadLetter;
import io.dbintel.schemas.deadletter.InvalidRecordException;
import io.dbintel.schemas.json.Json;
import io.dbintel.schemas.json.RecordCodec;
import io.dbintel.schemas.raw.Capabilities;
import io.dbintel.schemas.raw.Heartbeat;
import io.dbintel.schemas.raw.RawRecordCodec;
import io.dbintel.schemas.topic.Topic;
import java.util.EnumMap;
import java.util.Map;

/** How much of each topic was read, and what it says of the collector's side. Thread-safe. */
final class TopicCounts {
  private static final RecordCodec<DeadLetter> DEAD_LETTERS = new RecordCodec<>(DeadLetter.class);
  private static final RecordCodec<Heartbeat> HEARTBEATS = new RecordCodec<>(Heartbeat.class);

  private final Map<Topic, Count> counts = new EnumMap<>(Topic.class);
  private Capabilities capabilities;

  /**
   * @param records read so far
   * @param bytes of their values
   * @param deadletters made of records of this topic
   */
  record Count(long records, long bytes, long deadletters) {
    private static final Count NONE = new Count(0, 0, 0);

    private Count plus(long newRecords, long newBytes, long newDeadLetters) {
      return new Count(records + newRecords, bytes + newBytes, deadletters + newDeadLetters);
    }
  }

  /**
   * Counts a record and reads it, so that one which breaks its contract is known.
   *
   * @throws InvalidRecordException when it does
   */
  synchronized void add(Topic topic, byte[] value) throws InvalidRecordException {
    counts.merge(topic, new Count(1, value.length, 0), (old, one) -> old.plus(1, value.length, 0));
    switch (topic) {
      case RAW_SESSIONS -> RawRecordCodec.SESSIONS.decode(value);
      case RAW_METRICS -> RawRecordCodec.METRICS.decode(value);
      case RAW_LOGS -> RawRecordCodec.LOGS.decode(value);
      case RAW_PLANS -> RawRecordCodec.PLANS.decode(value);
      case HEARTBEATS -> HEARTBEATS.decode(value);
      case CAPABILITIES -> capabilities = RawRecordCodec.CAPABILITIES.decode(value).body();
      case DEADLETTER -> refused(DEAD_LETTERS.decode(value));
      default -> {
        // Read by those who add up what it holds.
      }
    }
  }

  synchronized Count of(Topic topic) {
    return counts.getOrDefault(topic, Count.NONE);
  }

  /** What the server has, as last published; null before. */
  synchronized JsonNode capabilities() {
    return capabilities == null ? null : Json.mapper().valueToTree(capabilities);
  }

  private void refused(DeadLetter letter) {
    Topic.named(letter.topic())
        .ifPresent(
            topic -> counts.merge(topic, new Count(0, 0, 1), (old, one) -> old.plus(0, 0, 1)));
  }
}
