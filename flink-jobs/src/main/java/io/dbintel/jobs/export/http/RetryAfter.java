package io.dbintel.jobs.export.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

/** The {@code Retry-After} header: seconds, or an HTTP date (RFC 9110, section 10.2.3). */
final class RetryAfter {
  /** No server may silence the export for longer. */
  static final Duration LONGEST = Duration.ofMinutes(5);

  private static final int MAX_DIGITS = 18;

  private RetryAfter() {}

  /** How long to wait from now, at most {@link #LONGEST}; zero when absent or unreadable. */
  static Duration delay(String header, Instant now) {
    if (header == null) {
      return Duration.ZERO;
    }
    String value = header.strip();
    return bounded(isNumber(value) ? seconds(value) : untilDate(value, now));
  }

  private static boolean isNumber(String value) {
    return !value.isEmpty() && value.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static Duration seconds(String digits) {
    return digits.length() > MAX_DIGITS ? LONGEST : Duration.ofSeconds(Long.parseLong(digits));
  }

  private static Duration untilDate(String value, Instant now) {
    try {
      Instant date = DateTimeFormatter.RFC_1123_DATE_TIME.parse(value, Instant::from);
      return Duration.between(now, date);
    } catch (DateTimeException unreadable) {
      return Duration.ZERO;
    }
  }

  private static Duration bounded(Duration delay) {
    if (delay.isNegative()) {
      return Duration.ZERO;
    }
    return delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
  }
}
