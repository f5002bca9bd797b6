package io.dbintel.ingest.publish;

import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RecordTooLargeException;

/** What a failure of a client means for the record. */
public final class KafkaFailures {
  private KafkaFailures() {}

  /**
   * Why the record is lost. {@link LossReason#KAFKA_REFUSED} when another attempt may succeed; any
   * other reason lies in the record.
   */
  public static LossReason reason(Exception failure) {
    if (failure instanceof RecordTooLargeException) {
      return LossReason.TOO_LARGE;
    }
    return failure instanceof AuthorizationException
        ? LossReason.NOT_AUTHORIZED
        : LossReason.KAFKA_REFUSED;
  }
}
