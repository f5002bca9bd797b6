package io.dbintel.schemas.envelope;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** How a poll ended. Failed polls are published too, so that silence and failure differ. */
public enum Outcome {
  @JsonProperty("ok")
  OK,
  /** Only a part was read: what is present counts, what is absent says nothing. */
  @JsonProperty("partial")
  PARTIAL,
  /** Nothing was read. */
  @JsonProperty("failed")
  FAILED;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
