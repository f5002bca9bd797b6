package io.dbintel.ingest.publish;

import java.util.Locale;

/** Why a record was lost. The word is the same in metrics and logs. */
public enum LossReason {
  /** Kafka did not take it in time, and there is no spool. */
  KAFKA_REFUSED,
  /** The spool was full, and this was the oldest of the least needed. */
  SPOOL_FULL,
  /** The spool could not be written, or what was written could not be read again. */
  SPOOL_BROKEN,
  /** Another release has spooled it: of a topic or in a form that this one does not know. */
  SPOOL_UNKNOWN,
  /** Larger than its topic takes. */
  TOO_LARGE,
  /** The collector may not write to its topic. */
  NOT_AUTHORIZED,
  /** Its topic does not exist, and the collector is told not to create any. */
  NO_SUCH_TOPIC,
  /** For a partition that its topic does not have. */
  NO_SUCH_PARTITION;

  /** Whether the same record may be delivered at another attempt; if not, none is worth while. */
  public boolean passes() {
    return this == KAFKA_REFUSED || this == SPOOL_FULL || this == SPOOL_BROKEN;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
