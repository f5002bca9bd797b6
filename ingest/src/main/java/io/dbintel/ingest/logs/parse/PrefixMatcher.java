package io.dbintel.ingest.logs.parse;

import java.util.Arrays;
import java.util.List;

/**
 * Finds the parts of a {@code log_line_prefix} at the start of a line, and the tag after it.
 *
 * <p>Names may hold anything, also what looks like the rest of the prefix. A name ends at the first
 * place where all that is left fits; so it is read wrongly only when it holds both the text that
 * follows it in the prefix and, in the end, a tag. Every part is tried once at most at each place,
 * and a name has no more than {@value #LONGEST_NAME} bytes, so that no line takes long.
 */
final class PrefixMatcher {
  /** Bytes of names: 63, where non-ASCII bytes of an application's name take four. */
  static final int LONGEST_NAME = 256;

  /** Bytes of a whole prefix. */
  static final int LONGEST_PREFIX = 2048;

  private final PrefixPart[] parts;
  private final int[] starts;
  private final int[] ends;
  private final long[] failed;
  private final boolean telling;
  private boolean anyFailed;

  private byte[] line;
  private int origin;
  private int to;
  private boolean lenient;
  private int matchedParts;
  private boolean hitEnd;

  /** The tag that was found after the prefix. */
  final LineTag tag;

  PrefixMatcher(ParseOptions options) {
    List<PrefixPart> all = PrefixPart.of(options.prefix(), options.charset());
    parts = all.toArray(PrefixPart[]::new);
    starts = new int[parts.length];
    ends = new int[parts.length];
    failed = new long[((parts.length + 1) * (LONGEST_PREFIX + 1) + 63) / 64];
    telling = all.stream().anyMatch(part -> part.is('t') || part.is('m') || part.is('n'));
    tag = new LineTag(options.charset(), telling);
  }

  /** Whether the prefix has a time, so that it cannot stand somewhere by chance. */
  boolean isTelling() {
    return telling;
  }

  PrefixPart[] parts() {
    return parts;
  }

  /** How many parts were found: fewer than there are when the process has no session (%q). */
  int matchedParts() {
    return matchedParts;
  }

  int start(int part) {
    return starts[part];
  }

  int end(int part) {
    return ends[part];
  }

  /** Whether the line ended within a name, so that the name may go on in the next. */
  boolean hitEnd() {
    return hitEnd;
  }

  /** Whether the line begins with the prefix and a tag. */
  boolean matches(byte[] bytes, int from, int end) {
    hitEnd = false;
    return run(bytes, from, end, false) || run(bytes, from, end, true);
  }

  /** The same for tags of known words with two spaces after them. */
  boolean matchesKnownTag(byte[] bytes, int from, int end) {
    hitEnd = false;
    return run(bytes, from, end, false);
  }

  private boolean run(byte[] bytes, int from, int end, boolean anyTag) {
    line = bytes;
    origin = from;
    to = end;
    lenient = anyTag;
    if (anyFailed) {
      Arrays.fill(failed, 0);
      anyFailed = false;
    }
    return match(0, from);
  }

  private boolean match(int index, int at) {
    if (at - origin > LONGEST_PREFIX || hasFailed(index, at)) {
      return false;
    }
    boolean matches = index == parts.length ? tagAt(index, at) : part(index, at);
    if (!matches) {
      int bit = index * (LONGEST_PREFIX + 1) + at - origin;
      failed[bit >> 6] |= 1L << bit;
      anyFailed = true;
    }
    return matches;
  }

  private boolean hasFailed(int index, int at) {
    int bit = index * (LONGEST_PREFIX + 1) + at - origin;
    return (failed[bit >> 6] & (1L << bit)) != 0;
  }

  private boolean tagAt(int index, int at) {
    matchedParts = index;
    return tag.read(line, at, to, lenient);
  }

  private boolean part(int index, int at) {
    PrefixPart part = parts[index];
    if (part.isLiteral()) {
      return literal(part.literal(), index, at);
    }
    if (part.is('q')) {
      starts[index] = at;
      ends[index] = at;
      return tagAt(index, at) || match(index + 1, at);
    }
    if (part.isFreeText()) {
      return freeText(part, index, at);
    }
    return fixed(part, index, at);
  }

  private boolean literal(byte[] literal, int index, int at) {
    int end = at + literal.length;
    if (end > to || !Arrays.equals(line, at, end, literal, 0, literal.length)) {
      return false;
    }
    return match(index + 1, end);
  }

  private boolean freeText(PrefixPart part, int index, int at) {
    int width = Math.abs(part.width());
    int limit = Math.min(to, at + Math.max(LONGEST_NAME, width));
    for (int end = at + width; end <= limit; end++) {
      if (match(index + 1, end)) {
        starts[index] = at;
        ends[index] = end;
        return true;
      }
    }
    hitEnd |= limit == to;
    return false;
  }

  private boolean fixed(PrefixPart part, int index, int at) {
    int width = Math.abs(part.width());
    int start = at;
    while (part.width() > 0 && start < to && start - at < width && line[start] == ' ') {
      start++;
    }
    int least = FixedPart.leastEnd(part.escape(), line, start, to);
    if (least >= 0) {
      for (int end = FixedPart.end(part.escape(), line, start, to); end >= least; end--) {
        int padded = part.width() < 0 ? padded(end, at + width) : end;
        if (padded >= at + width && match(index + 1, padded)) {
          starts[index] = start;
          ends[index] = end;
          return true;
        }
      }
    }
    return absent(part, index, at, width);
  }

  /** What a process may not have leaves nothing, or only spaces. */
  private boolean absent(PrefixPart part, int index, int at, int width) {
    if (!FixedPart.isOptional(part.escape())) {
      return false;
    }
    int end = padded(at, at + width);
    starts[index] = at;
    ends[index] = at;
    return (end == at + width && match(index + 1, end)) || (width > 0 && match(index + 1, at));
  }

  /** Where spaces from a place on end, at {@code wanted} at the latest. */
  private int padded(int from, int wanted) {
    int end = from;
    while (end < wanted && end < to && line[end] == ' ') {
      end++;
    }
    return end;
  }
}
