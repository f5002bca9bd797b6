package io.dbintel.ingest.sessions;

import io.dbintel.ingest.collect.TextCutter;
import io.dbintel.schemas.envelope.Envelope;
import io.dbintel.schemas.envelope.Outcome;
import io.dbintel.schemas.raw.RawRecordCodec;
import io.dbintel.schemas.raw.SessionsTick;
import io.dbintel.schemas.raw.SessionsTick.SessionText;
import java.util.List;

/**
 * Encodes a tick so that it fits a record. What is too much is left out and counted or flagged:
 * first the ends of texts, then the blockers, then rows.
 */
final class TickEncoder {
  static final int MAX_BYTES = 900_000;

  /** Keys, quotes and flags around one text. */
  private static final int TEXT_OVERHEAD_BYTES = 80;

  private TickEncoder() {}

  /**
   * @param tick what the record holds
   */
  record Encoded(byte[] record, SessionsTick tick) {
    Shortfall shortfall() {
      return Shortfall.of(tick);
    }

    boolean fits() {
      return record.length <= MAX_BYTES;
    }
  }

  static Encoded encode(Envelope envelope, SessionsTick tick) {
    Encoded encoded = asIs(envelope, tick);
    if (!encoded.fits()) {
      encoded = asIs(envelope, withShorterTexts(envelope, tick));
    }
    if (!encoded.fits()) {
      encoded = asIs(envelope, withoutBlockers(encoded.tick()));
    }
    while (!encoded.fits() && !encoded.tick().rows().isEmpty()) {
      encoded = asIs(envelope, withFewerRows(encoded.tick()));
    }
    return encoded;
  }

  /** Whatever is left out is said by the envelope, unless the read failed. */
  private static Encoded asIs(Envelope envelope, SessionsTick tick) {
    Shortfall shortfall = Shortfall.of(tick);
    Envelope said =
        envelope.outcome() == Outcome.FAILED
            ? envelope
            : envelope.withOutcome(shortfall.outcome(), shortfall.reason());
    return new Encoded(RawRecordCodec.SESSIONS.encode(said, tick), tick);
  }

  /** Gives every text the same part of what is left for all of them. */
  private static SessionsTick withShorterTexts(Envelope envelope, SessionsTick tick) {
    int bare = RawRecordCodec.SESSIONS.encode(envelope, with(tick, List.of())).length;
    int each = (MAX_BYTES - bare) / Math.max(1, tick.texts().size()) - TEXT_OVERHEAD_BYTES;
    return with(tick, tick.texts().stream().map(text -> cut(text, Math.max(0, each))).toList());
  }

  private static SessionText cut(SessionText text, int bytes) {
    String shorter = TextCutter.cut(text.text(), bytes);
    boolean cut = shorter.length() < text.text().length();
    return new SessionText(text.textId(), shorter, text.truncated() || cut);
  }

  private static SessionsTick withoutBlockers(SessionsTick tick) {
    return new SessionsTick(
        tick.tick(),
        tick.intervalMicros(),
        tick.columns(),
        tick.rows(),
        List.of(),
        tick.texts(),
        tick.rowsLeftOut(),
        tick.activeLeftOut(),
        tick.hidden(),
        tick.waitersLeftOut() + tick.blocked().size());
  }

  /** Without the last quarter of the rows, and without texts: they were cut to nothing before. */
  private static SessionsTick withFewerRows(SessionsTick tick) {
    int kept = tick.rows().size() * 3 / 4;
    List<List<Object>> left = tick.rows().subList(kept, tick.rows().size());
    return new SessionsTick(
        tick.tick(),
        tick.intervalMicros(),
        tick.columns(),
        tick.rows().subList(0, kept),
        List.of(),
        List.of(),
        tick.rowsLeftOut() + left.size(),
        tick.activeLeftOut() + left.stream().filter(TickRows::active).count(),
        tick.hidden(),
        tick.waitersLeftOut());
  }

  private static SessionsTick with(SessionsTick tick, List<SessionText> texts) {
    return new SessionsTick(
        tick.tick(),
        tick.intervalMicros(),
        tick.columns(),
        tick.rows(),
        tick.blocked(),
        texts,
        tick.rowsLeftOut(),
        tick.activeLeftOut(),
        tick.hidden(),
        tick.waitersLeftOut());
  }
}
