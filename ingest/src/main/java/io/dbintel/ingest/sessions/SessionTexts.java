package io.dbintel.ingest.sessions;

import io.dbintel.ingest.collect.TextCutter;
import io.dbintel.schemas.raw.SessionsTick.SessionText;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The texts of sessions: which have been published within the last minute, and what was found out
 * about them. Keeps hashes and no texts, of the last few thousand different ones. Times are the
 * collector's clock in µs.
 */
final class SessionTexts {
  static final int MAX_KNOWN = 4_096;

  /** A text as long as this is cut, so that some fit one record. */
  static final int MAX_TEXT_BYTES = 64 << 10;

  private static final long REPUBLISH_MICROS = 60_000_000L;

  /** What the server says in place of a text. */
  private static final Set<String> NO_TEXTS =
      Set.of(
          "<insufficient privilege>",
          "<command string not enabled>",
          "<backend information not available>");

  private final SessionScrubber scrubber;
  private final Map<Key, Known> known = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<String, SessionText> due = new LinkedHashMap<>();
  private final Queue<Set<String>> lost = new ConcurrentLinkedQueue<>();
  private final MessageDigest digest;

  SessionTexts(SessionScrubber scrubber) {
    this.scrubber = scrubber;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java has SHA-256", impossible);
    }
  }

  /**
   * What a row says of its text.
   *
   * @param textId 16 hexadecimal digits, the same for the same published text; null without text
   * @param fingerprint null where it is not needed
   */
  record Reference(String textId, String fingerprint) {
    static final Reference NONE = new Reference(null, null);
  }

  /** A text is remembered by its hash. */
  private record Key(long high, long low, boolean fingerprinted) {}

  private static final class Known {
    private final Reference reference;
    private long publishedAt = Long.MIN_VALUE;

    Known(Reference reference) {
      this.reference = reference;
    }

    boolean dueAt(long now) {
      return publishedAt == Long.MIN_VALUE || now - publishedAt >= REPUBLISH_MICROS;
    }
  }

  /** Begins a tick. */
  void begin() {
    due.clear();
    for (Set<String> ids = lost.poll(); ids != null; ids = lost.poll()) {
      published(ids, Long.MIN_VALUE);
    }
  }

  /**
   * The reference of a row to its text, which becomes due when it has not been published of late.
   *
   * @param raw as the server sent it; null when there is none
   * @param fingerprinted whether the row needs the fingerprint, because it has no query id
   */
  Reference reference(byte[] raw, TextSettings settings, boolean fingerprinted, long now) {
    if (raw == null || isNoText(raw)) {
      return Reference.NONE;
    }
    Key key = key(raw, fingerprinted);
    Known text = known.get(key);
    if (text != null && !text.dueAt(now)) {
      return text.reference;
    }
    LeavingText leaving = scrubber.statement(raw, settings, fingerprinted);
    if (text == null) {
      text = new Known(new Reference(id(leaving), leaving.fingerprint()));
      remember(key, text);
    }
    due.put(text.reference.textId(), bounded(text.reference.textId(), leaving));
    return text.reference;
  }

  /** The texts that this tick should publish. */
  List<SessionText> due() {
    return List.copyOf(due.values());
  }

  /** Texts were handed over. */
  void published(Set<String> ids, long now) {
    for (Known text : known.values()) {
      if (ids.contains(text.reference.textId())) {
        text.publishedAt = now;
      }
    }
  }

  /** Texts that did not arrive are due again. May be called from any thread. */
  void lost(Set<String> ids) {
    lost.add(ids);
  }

  int size() {
    return known.size();
  }

  private void remember(Key key, Known text) {
    known.put(key, text);
    if (known.size() > MAX_KNOWN) {
      known.remove(known.keySet().iterator().next());
    }
  }

  private static boolean isNoText(byte[] raw) {
    String text = raw.length > 64 ? null : new String(raw, StandardCharsets.UTF_8);
    return text != null && (text.isBlank() || NO_TEXTS.contains(text));
  }

  private static SessionText bounded(String id, LeavingText leaving) {
    String text = TextCutter.cut(leaving.text(), MAX_TEXT_BYTES);
    boolean shortened = text.length() < leaving.text().length();
    return new SessionText(id, text, leaving.truncated() || shortened);
  }

  private Key key(byte[] raw, boolean fingerprinted) {
    ByteBuffer hash = ByteBuffer.wrap(digest.digest(raw));
    return new Key(hash.getLong(), hash.getLong(), fingerprinted);
  }

  /** Of what leaves, so that it tells no more than that. */
  private String id(LeavingText leaving) {
    byte[] hash = digest.digest(leaving.text().getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(Arrays.copyOf(hash, Long.BYTES));
  }
}
