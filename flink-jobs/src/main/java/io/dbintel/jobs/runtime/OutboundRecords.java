package io.dbintel.jobs.runtime;

import io.dbintel.jobs.kafka.OutboundRecord;
import io.dbintel.jobs.kafka.RawRecord;
import io.dbintel.schemas.deadletter.DeadLetter;
import io.dbintel.schemas.deadletter.InvalidRecordException;
import io.dbintel.schemas.deadletter.Reason;
import io.dbintel.schemas.json.RecordCodec;
import io.dbintel.schemas.topic.Topic;

/** Results and dead letters as Kafka records. */
public final class OutboundRecords {
  private static final RecordCodec<DeadLetter> DEAD_LETTERS = new RecordCodec<>(DeadLetter.class);

  /** Room for the framing of a record within {@code max.message.bytes}. */
  private static final int FRAMING_BYTES = 4 << 10;

  private OutboundRecords() {}

  /**
   * A result made of {@code source}. What the topic would refuse becomes a dead letter: a broker's
   * refusal would stop the job again and again.
   */
  public static OutboundRecord result(
      Topic topic, String instance, long timestamp, byte[] value, RawRecord source, String stage) {
    if (value.length > topic.maxMessageBytes() - FRAMING_BYTES) {
      return deadLetter(
          source,
          stage,
          new InvalidRecordException(
              Reason.TOO_LARGE, "a result for " + topic.topicName() + " exceeds its size limit"));
    }
    return new OutboundRecord(topic.topicName(), instance, timestamp, value);
  }

  /** The dead letter of a record that could not be read. */
  public static OutboundRecord deadLetter(
      RawRecord source, String stage, InvalidRecordException failure) {
    DeadLetter letter =
        DeadLetter.of(
            instance(source),
            source.topic(),
            source.partition(),
            source.offset(),
            stage,
            failure.reason(),
            failure.getMessage());
    return new OutboundRecord(
        Topic.DEADLETTER.topicName(),
        letter.instance(),
        Math.max(0, source.timestamp()),
        DEAD_LETTERS.encode(letter));
  }

  /** The key, unless it cannot be the id of an instance: then it may be anything, and stays out. */
  private static String instance(RawRecord source) {
    String key = source.keyText();
    boolean plausible =
        key != null && key.length() <= 255 && key.chars().noneMatch(Character::isISOControl);
    return plausible ? key : null;
  }
}
