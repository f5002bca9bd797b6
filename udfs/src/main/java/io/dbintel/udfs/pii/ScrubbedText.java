package io.dbintel.udfs.pii;

import java.util.List;

/**
 * A text that may leave.
 *
 * @param text null when it was null or has been dropped
 * @param outcome whether text, field or record survive
 * @param detections by order of the rules; empty when nothing was found
 */
public record ScrubbedText(String text, Outcome outcome, List<Detection> detections) {
  /** The fate of what carried the text. */
  public enum Outcome {
    KEPT,
    FIELD_DROPPED,
    RECORD_DROPPED
  }

  public ScrubbedText {
    detections = List.copyOf(detections);
  }
}
