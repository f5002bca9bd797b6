package io.dbintel.jobs.kafka;

import java.io.Serializable;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Objects;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/**
 * Where a job that starts without a savepoint begins to read.
 *
 * @param kind how the position is found
 * @param time records with this or a later Kafka timestamp; null unless the kind is TIMESTAMP
 */
public record StartPosition(Kind kind, Instant time) implements Serializable {

  /** How the position is found. */
  public enum Kind {
    EARLIEST,
    COMMITTED,
    TIMESTAMP
  }

  public StartPosition {
    if ((kind == Kind.TIMESTAMP) != (time != null)) {
      throw new IllegalArgumentException("a start time goes with kind TIMESTAMP and no other");
    }
  }

  public static StartPosition earliest() {
    return new StartPosition(Kind.EARLIEST, null);
  }

  /** The group's committed offsets; the earliest record where it has none, so nothing is missed. */
  public static StartPosition committed() {
    return new StartPosition(Kind.COMMITTED, null);
  }

  public static StartPosition at(Instant time) {
    return new StartPosition(Kind.TIMESTAMP, Objects.requireNonNull(time, "time"));
  }

  /**
   * Reads an option's value.
   *
   * @throws IllegalArgumentException naming the value and the rule
   */
  public static StartPosition parse(String text) {
    return switch (text) {
      case "earliest" -> earliest();
      case "committed" -> committed();
      default -> at(instant(text));
    };
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException notATime) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' must be earliest, committed or an ISO-8601 time such as 2026-01-31T10:00:00Z",
          notATime);
    }
  }

  // OffsetResetStrategy is deprecated in the Kafka client, but the connector takes nothing else.
  @SuppressWarnings("deprecation")
  OffsetsInitializer offsets() {
    return switch (kind) {
      case EARLIEST -> OffsetsInitializer.earliest();
      case COMMITTED -> OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST);
      case TIMESTAMP -> OffsetsInitializer.timestamp(time.toEpochMilli());
    };
  }
}
