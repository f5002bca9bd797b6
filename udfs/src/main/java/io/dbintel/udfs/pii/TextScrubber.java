package io.dbintel.udfs.pii;

import io.dbintel.udfs.pii.ScrubbedText.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Scrubs free text by rules. Never fails, whatever the text; linear in its length; what comes out
 * comes out unchanged when it is scrubbed again. A text that is too long to look at leaves as a
 * marker.
 *
 * <p>Only strings go in. Typed numbers (query ids, transaction ids, sizes) are not to be scanned:
 * no checksum tells a query id from a card number, so the caller passes them by.
 *
 * <p>Reuses its buffers, so not thread-safe.
 */
public final class TextScrubber {
  /** Counted, and left as {@code <oversize-text>}, when a text is longer than the bound. */
  public static final String OVERSIZE = "oversize-text";

  /** Counted, and left as {@code <unstable-text>}, when replacements keep making new hits. */
  public static final String UNSTABLE = "unstable-text";

  /** Characters of a text that are looked at, unless the caller says otherwise. */
  public static final int DEFAULT_MAX_CHARS = 65_536;

  private static final int ROUNDS = 8;
  private static final int FIELDS = 1024;

  private final List<TextRule> rules;
  private final int maxChars;
  private final Markers markers;
  private final HitResolver resolver;
  private final Map<String, UserPattern> patterns = new HashMap<>();
  private final Map<String, FieldRules> byField = new HashMap<>();
  private final TextScanner scanner = new TextScanner();

  /** Without a key: for rules that do not hash. */
  public TextScrubber(TextRules rules) {
    this(rules, null);
  }

  public TextScrubber(TextRules rules, byte[] key) {
    this(rules, key, DEFAULT_MAX_CHARS);
  }

  /**
   * @param key for keyed hashes, at least 16 bytes; null when no rule hashes
   * @param maxChars longest text that is looked at; a longer one is replaced as a whole
   * @throws IllegalArgumentException naming the rule that is wrong or lacks its key
   */
  public TextScrubber(TextRules rules, byte[] key, int maxChars) {
    this.rules = rules.rules();
    this.maxChars = maxChars;
    List<String> names = new ArrayList<>(List.of(OVERSIZE, UNSTABLE));
    this.rules.forEach(rule -> names.add(rule.name()));
    markers = new Markers(names);
    resolver = new HitResolver(this.rules, pseudonyms(this.rules, key));
    compile(names);
  }

  private static Pseudonyms pseudonyms(List<TextRule> rules, byte[] key) {
    for (TextRule rule : rules) {
      if (rule.action() == RuleAction.HASH && key == null) {
        throw new IllegalArgumentException(
            "Rule " + rule.name() + " has the action hash, which needs a key, and none is given");
      }
    }
    return key == null ? null : new Pseudonyms(key);
  }

  private void compile(List<String> names) {
    for (int i = 0; i < rules.size(); i++) {
      TextRule rule = rules.get(i);
      if (rule.pattern() != null) {
        UserPattern pattern = new UserPattern(i, rule);
        for (String name : names) {
          if (pattern.finds("<" + name + ">")) {
            throw new IllegalArgumentException(
                "Invalid value "
                    + rule.pattern()
                    + " for pattern of rule "
                    + rule.name()
                    + ": it finds the marker <"
                    + name
                    + ">");
          }
        }
        patterns.put(rule.name(), pattern);
      }
    }
  }

  /** The text as it may leave; null stays null. */
  public ScrubbedText scrub(String field, String text) {
    FieldRules applied = rulesOf(field);
    if (text == null || applied.isEmpty()) {
      return new ScrubbedText(text, Outcome.KEPT, List.of());
    }
    if (text.length() > maxChars) {
      return replaced(OVERSIZE, field, List.of());
    }
    Hits hits = find(text, applied);
    if (hits.size() == 0) {
      return new ScrubbedText(text, Outcome.KEPT, List.of());
    }
    int[] counts = new int[rules.size()];
    count(hits, counts, false);
    return settle(field, text, applied, counts);
  }

  /** What is in the text, which is not changed: one detection for every rule that hits. */
  public List<Detection> detect(String field, String text) {
    FieldRules applied = rulesOf(field);
    if (text == null || applied.isEmpty()) {
      return List.of();
    }
    if (text.length() > maxChars) {
      return List.of(new Detection(OVERSIZE, field, RuleAction.ALERT, 1));
    }
    Hits hits = find(text, applied);
    if (hits.size() == 0) {
      return List.of();
    }
    int[] counts = new int[rules.size()];
    count(hits, counts, false);
    if (dropped(hits) == Outcome.KEPT) {
      resolver.replace(text, hits, counts);
    }
    return detections(field, counts);
  }

  /** Replaces until nothing is left to replace: a replacement can lay bare what it hid. */
  private ScrubbedText settle(String field, String text, FieldRules applied, int[] counts) {
    String current = text;
    for (int round = 0; round < ROUNDS && current.length() <= maxChars; round++) {
      Hits hits = find(current, applied);
      Outcome outcome = dropped(hits);
      if (outcome != Outcome.KEPT) {
        return new ScrubbedText(null, outcome, detections(field, counts));
      }
      String next = resolver.replace(current, hits, counts);
      if (next.equals(current)) {
        return new ScrubbedText(current, Outcome.KEPT, detections(field, counts));
      }
      current = next;
    }
    return replaced(UNSTABLE, field, detections(field, counts));
  }

  private static ScrubbedText replaced(String name, String field, List<Detection> before) {
    List<Detection> detections = new ArrayList<>(before);
    detections.add(new Detection(name, field, RuleAction.REDACT, 1));
    return new ScrubbedText("<" + name + ">", Outcome.KEPT, detections);
  }

  private Hits find(String text, FieldRules applied) {
    Hits hits = scanner.scan(text, applied).hits;
    for (UserPattern pattern : applied.patterns()) {
      pattern.look(text, hits);
    }
    return hits;
  }

  private Outcome dropped(Hits hits) {
    Outcome outcome = Outcome.KEPT;
    for (int i = 0; i < hits.size(); i++) {
      switch (rules.get(hits.rule(i)).action()) {
        case DROP_RECORD -> {
          return Outcome.RECORD_DROPPED;
        }
        case DROP_FIELD -> outcome = Outcome.FIELD_DROPPED;
        default -> {}
      }
    }
    return outcome;
  }

  /** Counts the hits that are not replaced. */
  private void count(Hits hits, int[] counts, boolean replacing) {
    for (int i = 0; i < hits.size(); i++) {
      if (rules.get(hits.rule(i)).action().replaces() == replacing) {
        counts[hits.rule(i)]++;
      }
    }
  }

  private List<Detection> detections(String field, int[] counts) {
    List<Detection> detections = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        TextRule rule = rules.get(i);
        detections.add(new Detection(rule.name(), field, rule.action(), counts[i]));
      }
    }
    return detections;
  }

  private FieldRules rulesOf(String field) {
    FieldRules known = byField.get(field);
    if (known == null) {
      known = new FieldRules(rules, patterns, markers, field);
      // Field names come from configuration; should they not, memory stays bounded all the same.
      if (byField.size() < FIELDS) {
        byField.put(field, known);
      }
    }
    return known;
  }
}
