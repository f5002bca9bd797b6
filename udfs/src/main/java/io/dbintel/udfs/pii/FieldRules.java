package io.dbintel.udfs.pii;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The rules that apply to one field, ready to run: which character wakes which detectors. */
final class FieldRules {
  private final List<TextRule> all;
  private final Map<TextDetector, Integer> ruleOf = new EnumMap<>(TextDetector.class);
  private final List<UserPattern> patterns = new ArrayList<>();
  private final Detector[][] table = new Detector[128][];
  private final Markers markers;

  FieldRules(List<TextRule> all, Map<String, UserPattern> compiled, Markers markers, String field) {
    this.all = all;
    this.markers = markers;
    for (int i = 0; i < all.size(); i++) {
      TextRule rule = all.get(i);
      if (!FieldGlob.matches(rule.fields(), field)) {
        continue;
      }
      if (rule.detector() == null) {
        patterns.add(compiled.get(rule.name()));
      } else {
        ruleOf.putIfAbsent(rule.detector(), i);
      }
    }
    ruleOf.keySet().forEach(this::wire);
  }

  private void wire(TextDetector detector) {
    Detector instance = detector.create();
    for (char trigger : instance.triggers().toCharArray()) {
      Detector[] before = table[trigger] == null ? new Detector[0] : table[trigger];
      Detector[] after = Arrays.copyOf(before, before.length + 1);
      after[before.length] = instance;
      table[trigger] = after;
    }
  }

  boolean isEmpty() {
    return ruleOf.isEmpty() && patterns.isEmpty();
  }

  int ruleOf(TextDetector detector) {
    return ruleOf.get(detector);
  }

  Sensitivity sensitivityOf(TextDetector detector) {
    return all.get(ruleOf.get(detector)).sensitivity();
  }

  boolean alertsOnly(TextDetector detector) {
    return all.get(ruleOf.get(detector)).action() == RuleAction.ALERT;
  }

  List<UserPattern> patterns() {
    return patterns;
  }

  Detector[][] table() {
    return table;
  }

  Markers markers() {
    return markers;
  }
}
