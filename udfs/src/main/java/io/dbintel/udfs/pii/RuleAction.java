package io.dbintel.udfs.pii;

/** What happens to a hit. */
public enum RuleAction {
  /** Replaced by the rule's name in angle brackets. */
  REDACT,
  /** Replaced by stars that keep the shape, see {@link Masks}. */
  MASK,
  /** Replaced by a pseudonym: the same value has the same one under the same key. */
  HASH,
  /** The whole field goes. */
  DROP_FIELD,
  /** The whole record goes. */
  DROP_RECORD,
  /** Counted and left where it is. */
  ALERT;

  boolean replaces() {
    return this == REDACT || this == MASK || this == HASH;
  }
}
