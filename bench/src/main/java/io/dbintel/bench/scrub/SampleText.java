package io.dbintel.bench.scrub;

/** Free text as logs, application names and comments hold it, with some personal data in it. */
final class SampleText {
  private static final String[] LINES = {
    "2026-03-01 10:15:%02d.123 UTC [%d] app=checkout LOG:  duration: 12.%03d ms  execute S_%d",
    "order %d of customer ann%d@shop.example shipped to 10.1.2.%d after %d ms",
    "retry %d: connection to db-%d.internal:5432 reset by peer (state 08006, attempt %d of %d)",
    "card 4111 1111 1111 1111 declined for order %d, terminal %d, response %d in %d ms",
    "cache miss for key product:%d:region:%d, filled from shard %d in %d us",
    "call +44 20 7946 0958 about invoice %d, IBAN DE89 3704 0044 0532 0130 00, amount %d.%d EUR %d",
  };

  private SampleText() {}

  /** About 2.4 KB. */
  static String document() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; text.length() < 2_400; i++) {
      text.append(String.format(LINES[i % LINES.length], i % 60, 1000 + i, i % 250, i))
          .append('\n');
    }
    return text.toString();
  }
}
