package io.dbintel.ingest.logs.parse;

import java.nio.charset.Charset;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * The texts of the entry that is being read, together no longer than allowed. Every text may have
 * its first {@value #ALWAYS} bytes, so that one that is too long does not cost the names and
 * numbers after it.
 */
final class EntryTexts {
  /** Bytes of a text that are kept whatever the others took. */
  private static final int ALWAYS = 512;

  private final Map<EntryField, ByteText> texts = new EnumMap<>(EntryField.class);
  private final Set<EntryField> present = EnumSet.noneOf(EntryField.class);
  private final int maxBytes;
  private final Charset charset;
  private int used;
  private long jsonUsed;
  private ByteText current;
  private boolean cut;

  EntryTexts(ParseOptions options) {
    for (EntryField field : EntryField.values()) {
      texts.put(field, new ByteText());
    }
    maxBytes = options.maxEntryBytes();
    charset = options.charset();
  }

  void clear() {
    for (EntryField field : present) {
      texts.get(field).clear();
    }
    present.clear();
    used = 0;
    jsonUsed = 0;
    cut = false;
    current = null;
  }

  /** What is appended from now on belongs to a field, or to none when that is null. */
  void select(EntryField field) {
    current = field == null ? null : texts.get(field);
    if (field != null) {
      present.add(field);
    }
  }

  /** Whether the field was there, even if it is empty. */
  boolean has(EntryField field) {
    return present.contains(field);
  }

  void append(byte b) {
    if (current == null) {
      return;
    }
    if (room() > 0) {
      current.append(b);
      used++;
    } else {
      cut = true;
    }
  }

  void append(byte[] bytes, int from, int count) {
    if (current == null || count == 0) {
      return;
    }
    int kept = Math.min(count, room());
    current.append(bytes, from, kept);
    used += kept;
    cut |= kept < count;
  }

  /** Marks the entry as cut by something else than its length. */
  void markCut() {
    cut = true;
  }

  boolean cut() {
    return cut;
  }

  ByteText bytes(EntryField field) {
    return texts.get(field);
  }

  /** The text of a field, null when it was not there. To be asked for once, the important first. */
  String text(EntryField field) {
    if (!present.contains(field)) {
      return null;
    }
    ByteText bytes = texts.get(field);
    if (cut) {
      bytes.dropCutCharacter(charset);
    }
    return fitted(bytes.text(charset));
  }

  /** Bytes may become longer when they are decoded and when they are written. */
  private String fitted(String text) {
    if ((long) used * JsonSize.MOST_PER_BYTE <= maxBytes) {
      return text;
    }
    long left = Math.max(maxBytes - jsonUsed, ALWAYS);
    long size = JsonSize.of(text);
    if (size <= left) {
      jsonUsed += size;
      return text;
    }
    cut = true;
    jsonUsed += left;
    return JsonSize.cut(text, left);
  }

  private int room() {
    return Math.max(0, Math.max(maxBytes - used, ALWAYS - current.length()));
  }
}
