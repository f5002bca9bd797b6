package io.dbintel.udfs.pii;

import java.util.Arrays;
import java.util.List;

/**
 * Puts the replacements into a text. Hits that overlap become one: from the start of the first to
 * the end of the last, under the rule of the longest; of equals, the leftmost, then the first rule.
 */
final class HitResolver {
  private final List<TextRule> rules;
  private final Pseudonyms pseudonyms;

  HitResolver(List<TextRule> rules, Pseudonyms pseudonyms) {
    this.rules = rules;
    this.pseudonyms = pseudonyms;
  }

  /** The text with every hit of a replacing rule replaced; counts those by rule. */
  String replace(String text, Hits hits, int[] counts) {
    long[] order = order(hits);
    StringBuilder out = new StringBuilder(text.length());
    int copied = 0;
    for (int i = 0; i < order.length; ) {
      int winner = (int) order[i];
      int start = hits.start(winner);
      int end = hits.end(winner);
      for (i++; i < order.length && hits.start((int) order[i]) < end; i++) {
        int other = (int) order[i];
        end = Math.max(end, hits.end(other));
        winner = longer(hits, other, winner) ? other : winner;
      }
      start -= splitsPair(text, start) ? 1 : 0;
      end += splitsPair(text, end) ? 1 : 0;
      boolean whole = hits.start(winner) == start && hits.end(winner) == end;
      out.append(text, copied, start);
      out.append(replacement(rules.get(hits.rule(winner)), text.substring(start, end), whole));
      counts[hits.rule(winner)]++;
      copied = end;
    }
    return out.append(text, copied, text.length()).toString();
  }

  /** Hits of replacing rules by start, then rule: start in the upper half, index in the lower. */
  private long[] order(Hits hits) {
    long[] order = new long[hits.size()];
    int size = 0;
    for (int i = 0; i < hits.size(); i++) {
      if (rules.get(hits.rule(i)).action().replaces()) {
        order[size++] = ((long) hits.start(i) << 32) | i;
      }
    }
    Arrays.sort(order, 0, size);
    return Arrays.copyOf(order, size);
  }

  private static boolean longer(Hits hits, int one, int other) {
    if (hits.width(one) != hits.width(other)) {
      return hits.width(one) > hits.width(other);
    }
    if (hits.start(one) != hits.start(other)) {
      return hits.start(one) < hits.start(other);
    }
    return hits.rule(one) < hits.rule(other);
  }

  private static boolean splitsPair(String text, int index) {
    return index > 0
        && index < text.length()
        && Character.isLowSurrogate(text.charAt(index))
        && Character.isHighSurrogate(text.charAt(index - 1));
  }

  /** Merged hits are redacted: the shape of a mask fits one value only. */
  private String replacement(TextRule rule, String value, boolean whole) {
    if (rule.action() == RuleAction.HASH) {
      return "<" + rule.name() + ":" + pseudonyms.of(value) + ">";
    }
    return rule.action() == RuleAction.MASK && whole ? Masks.of(rule, value) : rule.marker();
  }
}
