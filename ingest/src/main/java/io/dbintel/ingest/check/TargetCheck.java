package io.dbintel.ingest.check;

import io.dbintel.ingest.capabilities.Finding;
import io.dbintel.ingest.capabilities.ServerProfile;
import io.dbintel.ingest.capabilities.Severity;
import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.ingest.postgres.PollFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What one target answered.
 *
 * @param failure why it did not answer; null when it did
 * @param profile null when it did not answer
 * @param strategies name of the catalogue's entry that fits, by category
 * @param findings what it lacks, the worst first
 * @param duration logging in included
 */
record TargetCheck(
    TargetConfig target,
    PollFailure failure,
    ServerProfile profile,
    Map<String, String> strategies,
    List<Finding> findings,
    Duration duration) {

  /** Whether something can be collected. */
  boolean usable() {
    return failure == null
        && findings.stream().noneMatch(finding -> finding.severity() == Severity.UNUSABLE);
  }

  /** In one word. */
  String status() {
    if (failure != null) {
      return "unreachable";
    }
    return usable() ? "ok" : "unusable";
  }
}
