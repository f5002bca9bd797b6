package io.dbintel.ingest.logs.parse;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;

/**
 * Times as the server prints them: {@code 2026-03-01 12:00:00 CET}, with milliseconds in some
 * places. Remembers the last zone, because nearly all times of a log are in one.
 */
final class LogTimes {
  static final long NO_TIME = Long.MIN_VALUE;

  /** Characters of a time up to its seconds. */
  static final int SECONDS_LENGTH = 19;

  private static final byte[] CLOCK = "0000-00-00 00:00:00".getBytes(StandardCharsets.US_ASCII);

  /** And up to its milliseconds. */
  static final int MILLIS_LENGTH = SECONDS_LENGTH + 4;

  private static final byte[] MILLIS_CLOCK =
      "0000-00-00 00:00:00.000 ".getBytes(StandardCharsets.US_ASCII);
  private static final int LONGEST_ZONE = 12;
  private static final long MICROS = 1_000_000;
  private static final long MICROS_PER_MILLI = 1_000;

  /** Transitions are at full quarters of an hour. */
  private static final long QUARTER = 900;

  private final ZoneAbbreviations zones;
  private long lastQuarter = Long.MIN_VALUE;
  private byte[] lastZone = {};
  private int lastOffset;

  LogTimes(ZoneId zone) {
    zones = new ZoneAbbreviations(zone);
  }

  /** Whether bytes can be the start of a time with milliseconds, as far as they go. */
  static boolean canBegin(byte[] text, int from, int to) {
    int end = Math.min(to, from + MILLIS_CLOCK.length);
    for (int i = from; i < end; i++) {
      if (!fits(text[i], MILLIS_CLOCK[i - from])) {
        return false;
      }
    }
    return true;
  }

  /** Where the zone begins of a time that begins at {@code from}; -1 when none does. */
  static int zoneStart(byte[] text, int from, int to, boolean millis) {
    int end = from + SECONDS_LENGTH + (millis ? 4 : 0);
    if (end + 1 >= to || !isClock(text, from) || text[end] != ' ') {
      return -1;
    }
    if (millis && (text[end - 4] != '.' || !Digits.all(text, from + SECONDS_LENGTH + 1, end))) {
      return -1;
    }
    return end + 1;
  }

  /**
   * Where a zone ends at the latest that begins at {@code from}, which it is when there is none.
   */
  static int zoneEnd(byte[] text, int from, int to) {
    int end = from;
    int limit = Math.min(to, from + LONGEST_ZONE);
    if (end < limit && (text[end] == '+' || text[end] == '-')) {
      end++;
      while (end < limit && (Digits.is(text[end]) || (text[end] == ':' && end > from + 1))) {
        end++;
      }
      return end == from + 1 ? from : end;
    }
    while (end < limit && isLetter(text[end])) {
      end++;
    }
    return end;
  }

  /** Microseconds since 1970 of a time of exactly these bytes; {@link #NO_TIME} when it is none. */
  long micros(byte[] text, int from, int to) {
    boolean millis = to - from > SECONDS_LENGTH && text[from + SECONDS_LENGTH] == '.';
    int zone = zoneStart(text, from, to, millis);
    if (zone < 0 || zoneEnd(text, zone, to) != to) {
      return NO_TIME;
    }
    long day = day(text, from);
    int hour = Digits.two(text, from + 11);
    int minute = Digits.two(text, from + 14);
    int second = Digits.two(text, from + 17);
    if (day == NO_TIME || hour > 23 || minute > 59 || second > 60) {
      return NO_TIME;
    }
    long local = day * 86_400 + hour * 3_600L + minute * 60L + second;
    long utc = local - offset(local, text, zone, to);
    int milli = millis ? Digits.number(text, from + SECONDS_LENGTH + 1, zone - 1) : 0;
    return utc * MICROS + milli * MICROS_PER_MILLI;
  }

  private int offset(long local, byte[] text, int from, int to) {
    long quarter = Math.floorDiv(local, QUARTER);
    if (quarter != lastQuarter || !same(text, from, to)) {
      lastZone = Arrays.copyOfRange(text, from, to);
      lastOffset = zones.offset(local, new String(lastZone, StandardCharsets.US_ASCII));
      lastQuarter = quarter;
    }
    return lastOffset;
  }

  private boolean same(byte[] text, int from, int to) {
    return Arrays.equals(text, from, to, lastZone, 0, lastZone.length);
  }

  private static long day(byte[] text, int from) {
    int year = Digits.number(text, from, from + 4);
    int month = Digits.two(text, from + 5);
    int day = Digits.two(text, from + 8);
    if (month < 1 || month > 12 || day < 1) {
      return NO_TIME;
    }
    LocalDate first = LocalDate.of(year, month, 1);
    return day > first.lengthOfMonth() ? NO_TIME : first.toEpochDay() + day - 1;
  }

  private static boolean isClock(byte[] text, int from) {
    for (int i = 0; i < SECONDS_LENGTH; i++) {
      if (!fits(text[from + i], CLOCK[i])) {
        return false;
      }
    }
    return true;
  }

  private static boolean fits(byte b, byte wanted) {
    return wanted == '0' ? Digits.is(b) : b == wanted;
  }

  private static boolean isLetter(byte b) {
    return (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z');
  }
}
