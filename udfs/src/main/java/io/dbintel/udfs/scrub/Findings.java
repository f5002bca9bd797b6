package io.dbintel.udfs.scrub;

import io.dbintel.udfs.pii.Detection;
import io.dbintel.udfs.pii.RuleAction;
import io.dbintel.udfs.pii.TextRule;
import io.dbintel.udfs.pii.TextRules;
import io.dbintel.udfs.pii.TextScrubber;
import java.util.ArrayList;
import java.util.List;

/**
 * What the rules for free text find in a text that another scrubber has read. They do not touch it:
 * its structure decides what leaves, and this tells a user what there was.
 */
final class Findings {
  private final TextScrubber detectors;

  Findings(TextRules rules) {
    List<TextRule> counting = rules.rules().stream().map(Findings::counting).toList();
    // However long: nothing is replaced, and the detectors are linear.
    detectors = new TextScrubber(new TextRules(counting), null, Integer.MAX_VALUE);
  }

  /** The rule without what it does, so that all of them count alike. */
  private static TextRule counting(TextRule rule) {
    return new TextRule(
        rule.name(),
        rule.detector(),
        rule.pattern(),
        rule.literal(),
        RuleAction.REDACT,
        rule.sensitivity(),
        rule.fields());
  }

  /** Redact for what is gone, alert for what is still there. */
  List<Detection> of(ScrubKind kind, String before, String after) {
    List<Detection> found = detectors.detect(kind.id(), before);
    if (found.isEmpty()) {
      return List.of();
    }
    List<Detection> kept = detectors.detect(kind.id(), after);
    List<Detection> findings = new ArrayList<>();
    for (Detection detection : found) {
      int left = Math.min(detection.count(), count(kept, detection.rule()));
      add(findings, detection, RuleAction.REDACT, detection.count() - left);
      add(findings, detection, RuleAction.ALERT, left);
    }
    return findings;
  }

  private static void add(List<Detection> findings, Detection of, RuleAction action, int count) {
    if (count > 0) {
      findings.add(new Detection(of.rule(), null, action, count));
    }
  }

  private static int count(List<Detection> detections, String rule) {
    return detections.stream()
        .filter(detection -> detection.rule().equals(rule))
        .mapToInt(Detection::count)
        .sum();
  }
}
