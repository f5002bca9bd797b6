package io.dbintel.udfs.scrub;

import io.dbintel.udfs.pii.Detection;
import java.util.List;

/**
 * What may leave of a text.
 *
 * @param text null when a rule dropped the field or the record
 * @param fingerprint {@link io.dbintel.udfs.sql.SqlFingerprint#id} of a statement or of the
 *     statement that a plan carries; null when there is none
 * @param summary {@code db.query.summary} of the same statement; null when there is none
 * @param truncated whether the text ended early
 * @param detections counts by rule. Of kind text: what the rules did. Of the other kinds: what they
 *     would have found in the input, with the action redact for what is gone and alert for what the
 *     structure kept; and {@code literal}, {@code unknown-key} or {@code unknown-message}, which
 *     count what the kind's own scrubber took out
 * @param statements of a text of kind sql with more than one; empty otherwise
 */
public record Scrubbed(
    String text,
    String fingerprint,
    String summary,
    boolean truncated,
    List<Detection> detections,
    List<Statement> statements) {
  /** One statement of several. */
  public record Statement(String fingerprint, String summary) {}

  public Scrubbed {
    detections = List.copyOf(detections);
    statements = List.copyOf(statements);
  }
}
