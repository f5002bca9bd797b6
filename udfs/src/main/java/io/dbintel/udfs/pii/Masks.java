package io.dbintel.udfs.pii;

/**
 * What a mask leaves to see. Card, account, social security and phone numbers: separators and the
 * last four characters. Email: the first character. IPv4: the first two octets; IPv6: the first
 * group; MAC: the maker's three bytes. Everything else: nothing, not even its length.
 */
final class Masks {
  private static final String NOTHING = "****";
  private static final int LAST = 4;

  private Masks() {}

  static String of(TextRule rule, String value) {
    if (rule.detector() == null) {
      return NOTHING;
    }
    return switch (rule.detector()) {
      case PAYMENT_CARD, IBAN, US_SSN, PHONE -> lastFour(value);
      case EMAIL -> value.substring(0, value.offsetByCodePoints(0, 1)) + "***@***";
      case IPV4 -> keepGroups(value, '.', 2, ".*.*");
      case IPV6 -> keepGroups(value, ':', 1, ":*");
      case MAC_ADDRESS -> maker(value);
      default -> NOTHING;
    };
  }

  private static String lastFour(String value) {
    int[] codePoints = value.codePoints().toArray();
    int kept = 0;
    for (int i = codePoints.length - 1; i >= 0; i--) {
      if (Character.isLetterOrDigit(codePoints[i]) && ++kept > LAST) {
        codePoints[i] = '*';
      }
    }
    return new String(codePoints, 0, codePoints.length);
  }

  private static String keepGroups(String value, char joint, int groups, String rest) {
    int end = -1;
    for (int i = 0; i < groups; i++) {
      end = value.indexOf(joint, end + 1);
    }
    return end < 0 ? NOTHING : value.substring(0, end) + rest;
  }

  private static String maker(String value) {
    StringBuilder masked = new StringBuilder(value);
    for (int i = value.length() / 2; i < value.length(); i++) {
      if (Chars.hex(value.charAt(i))) {
        masked.setCharAt(i, '*');
      }
    }
    return masked.toString();
  }
}
