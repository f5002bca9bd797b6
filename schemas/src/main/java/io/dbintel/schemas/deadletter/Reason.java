package io.dbintel.schemas.deadletter;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/**
 * Why a record or point was dropped, retried or dead-lettered. The same word stands in metrics, log
 * lines and dead letters.
 */
public enum Reason {
  /** Not JSON, or JSON that ends too early. */
  @JsonProperty("malformed_json")
  MALFORMED_JSON,
  /** A value of another type than the field has. */
  @JsonProperty("wrong_type")
  WRONG_TYPE,
  /** A required field is absent. */
  @JsonProperty("missing_field")
  MISSING_FIELD,
  /** A value of the right type that breaks a rule of the field. */
  @JsonProperty("invalid_value")
  INVALID_VALUE,
  /** Written by a newer release than this one reads. */
  @JsonProperty("future_schema_version")
  FUTURE_SCHEMA_VERSION,
  /** Larger than the topic, a chunk or a number may be. */
  @JsonProperty("too_large")
  TOO_LARGE,
  /** Nested deeper than any record of the contract. */
  @JsonProperty("too_deep")
  TOO_DEEP,
  /** The Kafka key is absent or differs from the record's instance. */
  @JsonProperty("key_mismatch")
  KEY_MISMATCH,
  /** The same record or poll was seen before. */
  @JsonProperty("duplicate")
  DUPLICATE,
  /** A poll older than the one already counted. */
  @JsonProperty("out_of_order")
  OUT_OF_ORDER,
  /** The texts that a poll names did not come in time: its events left without waiting longer. */
  @JsonProperty("texts_not_seen")
  TEXTS_NOT_SEEN,
  /** The destination refused the item and would refuse it again. */
  @JsonProperty("destination_rejected")
  DESTINATION_REJECTED,
  /** A fault of ours while handling an otherwise readable record. */
  @JsonProperty("internal_error")
  INTERNAL_ERROR;

  /** The word as it appears on the wire and in metrics. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
