package io.dbintel.ingest.logs.parse;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a hole of a {@link MessageShape} holds, and what its text becomes. */
enum HoleType {
  ANY,
  NUMBER,
  IDS,
  LSN,
  CLOCK,
  MODE;

  private static final int LONGEST_VALUE = 64;
  private static final int LONGEST_LIST = 4096;

  static HoleType of(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  /** The value of a text; null when it is not of this type. */
  Object value(String text, LogClasses classes) {
    if (text.length() > (this == IDS ? LONGEST_LIST : LONGEST_VALUE)) {
      return null;
    }
    return switch (this) {
      case ANY -> text;
      case NUMBER -> number(text);
      case IDS -> ids(text);
      case LSN -> lsn(text);
      case CLOCK -> clock(text);
      case MODE -> classes.isLockMode(text) ? text : null;
    };
  }

  private static Object number(String text) {
    int point = text.indexOf('.');
    if (point < 0) {
      return whole(text);
    }
    String fraction = text.substring(point + 1);
    boolean plain = isDigits(fraction) && text.length() < 30;
    String before = text.startsWith("-") ? text.substring(1, point) : text.substring(0, point);
    return plain && isDigits(before) ? (Object) Double.parseDouble(text) : null;
  }

  private static Long whole(String text) {
    byte[] digits = text.getBytes(StandardCharsets.UTF_8);
    long number = Digits.parse(digits, 0, digits.length);
    return number == Digits.NOT_A_NUMBER ? null : (Long) number;
  }

  private static List<Long> ids(String text) {
    List<Long> ids = new ArrayList<>();
    for (String id : text.split(",", -1)) {
      Long number = whole(id.strip());
      if (number == null) {
        return null;
      }
      ids.add(number);
    }
    return List.copyOf(ids);
  }

  /** Two numbers of up to eight hexadecimal digits. */
  private static Long lsn(String text) {
    int slash = text.indexOf('/');
    Long high = slash < 0 ? null : hex(text.substring(0, slash));
    Long low = slash < 0 ? null : hex(text.substring(slash + 1));
    return high == null || low == null ? null : (Long) (high << 32 | low);
  }

  private static Long hex(String text) {
    boolean fits = !text.isEmpty() && text.length() <= 8;
    return fits && text.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 0x80)
        ? (Long) Long.parseLong(text, 16)
        : null;
  }

  /** {@code h:mm:ss.mmm} in seconds. */
  private static Double clock(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length != 3) {
      return null;
    }
    double seconds = 0;
    for (String part : parts) {
      if (!(number(part) instanceof Number value)) {
        return null;
      }
      seconds = seconds * 60 + value.doubleValue();
    }
    return seconds;
  }

  private static boolean isDigits(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
