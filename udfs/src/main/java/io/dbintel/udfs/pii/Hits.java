package io.dbintel.udfs.pii;

import java.util.Arrays;

/** Spans of a text with the rule that found each. */
final class Hits {
  private int[] rules = new int[8];
  private int[] starts = new int[8];
  private int[] ends = new int[8];
  private int size;

  void add(int rule, int start, int end) {
    if (size == rules.length) {
      rules = Arrays.copyOf(rules, size * 2);
      starts = Arrays.copyOf(starts, size * 2);
      ends = Arrays.copyOf(ends, size * 2);
    }
    rules[size] = rule;
    starts[size] = start;
    ends[size] = end;
    size++;
  }

  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  int rule(int hit) {
    return rules[hit];
  }

  int start(int hit) {
    return starts[hit];
  }

  int end(int hit) {
    return ends[hit];
  }

  int width(int hit) {
    return ends[hit] - starts[hit];
  }
}
