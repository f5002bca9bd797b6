package io.dbintel.udfs.texts;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The texts scrubbed last, so that the same text of another role, database or instance, or one that
 * is published again, is not scrubbed again. On the heap only: nothing raw goes into state. Bounded
 * in entries and characters; the least recently used leave.
 */
final class ScrubCache {
  /** A text that would take more than this part of the cache is not kept. */
  private static final int SMALL = 8;

  private final int maxEntries;
  private final long maxChars;
  private final LinkedHashMap<Key, Optional<ScrubbedQueryText>> entries =
      new LinkedHashMap<>(16, 0.75f, true);
  private long chars;
  private long hits;
  private long misses;

  /**
   * @param maxEntries 0 keeps nothing
   * @param maxChars of texts and results together
   */
  ScrubCache(int maxEntries, long maxChars) {
    this.maxEntries = maxEntries;
    this.maxChars = maxChars;
  }

  /** All that the result depends on. */
  record Key(String text, boolean cut, boolean standardConformingStrings) {
    @Override
    public String toString() {
      return "Key[" + text.length() + " characters]";
    }
  }

  Optional<ScrubbedQueryText> get(Key key, Function<Key, Optional<ScrubbedQueryText>> compute) {
    Optional<ScrubbedQueryText> known = entries.get(key);
    if (known != null) {
      hits++;
      return known;
    }
    misses++;
    Optional<ScrubbedQueryText> result = compute.apply(key);
    if (chars(key, result) <= maxChars / SMALL) {
      entries.put(key, result);
      chars += chars(key, result);
      evict();
    }
    return result;
  }

  long hits() {
    return hits;
  }

  long misses() {
    return misses;
  }

  int entries() {
    return entries.size();
  }

  long chars() {
    return chars;
  }

  private void evict() {
    Iterator<Map.Entry<Key, Optional<ScrubbedQueryText>>> eldest = entries.entrySet().iterator();
    while (entries.size() > maxEntries || chars > maxChars) {
      Map.Entry<Key, Optional<ScrubbedQueryText>> entry = eldest.next();
      chars -= chars(entry.getKey(), entry.getValue());
      eldest.remove();
    }
  }

  private static long chars(Key key, Optional<ScrubbedQueryText> result) {
    return (long) key.text().length() + result.map(ScrubbedQueryText::chars).orElse(0);
  }
}
