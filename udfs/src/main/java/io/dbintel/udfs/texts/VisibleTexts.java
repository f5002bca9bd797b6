package io.dbintel.udfs.texts;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Texts of the top queries of each instance at its last position, on the heap: mostly the same
 * queries are on top from poll to poll and no text has come in between, so state need not be asked.
 * Bounded in characters; the instances asked for longest ago leave. What it says depends on key and
 * position alone, so it never changes a result.
 */
public final class VisibleTexts {
  private static final long MAX_CHARS = 16L << 20;
  private static final int CHARS_PER_ENTRY = 100;

  private final TextHistory history;
  private final LinkedHashMap<String, AtPosition> instances = new LinkedHashMap<>(16, 0.75f, true);
  private long chars;

  private static final class AtPosition {
    private final long position;
    private final Map<TextKey, Optional<ScrubbedQueryText>> texts = new HashMap<>();
    private long chars;

    AtPosition(long position) {
      this.position = position;
    }
  }

  public VisibleTexts(TextHistory history) {
    this.history = history;
  }

  /** The text of a key of an instance at a position; the store is that instance's. */
  public Optional<ScrubbedQueryText> text(
      String instance, TextKey key, long position, TextHistory.Store store) {
    AtPosition known = instances.get(instance);
    if (known == null || known.position != position) {
      chars -= known == null ? 0 : known.chars;
      known = new AtPosition(position);
      instances.put(instance, known);
    }
    Optional<ScrubbedQueryText> text = known.texts.get(key);
    if (text == null) {
      text = history.text(key, position, store);
      known.texts.put(key, text);
      int more = CHARS_PER_ENTRY + text.map(ScrubbedQueryText::chars).orElse(0);
      known.chars += more;
      chars += more;
      evict();
    }
    return text;
  }

  private void evict() {
    Iterator<AtPosition> eldest = instances.values().iterator();
    while (chars > MAX_CHARS && eldest.hasNext()) {
      chars -= eldest.next().chars;
      eldest.remove();
    }
  }
}
