package io.dbintel.udfs.pii;

/**
 * International bank account numbers (ISO 13616): country, its length, and remainder 1 modulo 97;
 * upper or lower case, whole or in groups of four.
 */
final class IbanDetector implements Detector {
  /** Country and length, from the registry that SWIFT keeps. */
  private static final String LENGTHS =
      "AD24AE23AL28AT20AZ28BA20BE16BG22BH22BI27BR29BY28CH21CR22CY28CZ24DE22DJ27DK18DO28EE20EG29ES24"
          + "FI18FK18FO18FR27GB22GE22GI23GL18GR27GT28HN28HR21HU28IE22IL23IQ23IS26IT27JO30KW30KZ20LB28"
          + "LC32LI21LT20LU20LV21LY25MC27MD24ME22MK19MN20MR27MT31MU30NI28NL18NO15OM23PK24PL28PS29PT25"
          + "QA29RO24RS22RU33SA24SC31SD18SE24SI19SK24SM27SO23ST25SV28TL23TN24TR26UA29VA22VG24XK20YE30";

  private static final byte[] LENGTH_OF = lengths();

  private static byte[] lengths() {
    byte[] lengths = new byte[26 * 26];
    for (int i = 0; i < LENGTHS.length(); i += 4) {
      int country = (LENGTHS.charAt(i) - 'A') * 26 + LENGTHS.charAt(i + 1) - 'A';
      lengths[country] = Byte.parseByte(LENGTHS.substring(i + 2, i + 4));
    }
    return lengths;
  }

  @Override
  public String triggers() {
    return "0123456789";
  }

  @Override
  public void look(Scan scan, int at) {
    char first = scan.at(at - 2);
    char second = scan.at(at - 1);
    if (!Chars.letter(first) || !Chars.letter(second) || scan.groups.count(0) < 2) {
      return;
    }
    int length = LENGTH_OF[(upper(first) - 'A') * 26 + upper(second) - 'A'];
    if (length == 0 || !scan.startsFree(at - 2)) {
      return;
    }
    int end = end(scan, at, length);
    if (end > 0) {
      scan.hit(TextDetector.IBAN, at - 2, end);
    }
  }

  /** End of a valid number whose check digits start at the index, or -1. */
  private static int end(Scan scan, int at, int length) {
    int account = at;
    int remainder = 0;
    boolean dashed = false;
    for (int taken = 2; taken < length; ) {
      int digit = scan.digit(account);
      int value = digit >= 0 ? digit : letterValue(scan.at(account));
      if (value >= 0) {
        // The country and its check digits come last in the sum.
        remainder = taken < 4 ? remainder : append(remainder, value);
        account += digit >= 0 ? scan.width(account) : 1;
        taken++;
      } else if (separator(scan, account, taken)) {
        dashed |= Chars.hyphen(scan.at(account));
        account++;
      } else {
        return -1;
      }
    }
    boolean goesOn = dashed && Chars.hyphen(scan.at(account)) && Chars.word(scan.at(account + 1));
    remainder = append(remainder, letterValue(scan.at(at - 2)));
    remainder = append(remainder, letterValue(scan.at(at - 1)));
    remainder = (remainder * 100 + scan.groups.value(0, 2)) % 97;
    return remainder == 1 && !goesOn && scan.endsFree(account) ? account : -1;
  }

  private static boolean separator(Scan scan, int at, int taken) {
    char c = scan.at(at);
    if (Chars.invisible(c)) {
      return true;
    }
    boolean between = taken % 4 == 0 || scan.strict(TextDetector.IBAN);
    boolean single = !Chars.blank(scan.at(at - 1)) && !Chars.hyphen(scan.at(at - 1));
    return between && single && (Chars.blank(c) || Chars.hyphen(c));
  }

  private static int append(int remainder, int value) {
    return (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }

  private static int letterValue(char c) {
    return Chars.letter(c) ? upper(c) - 'A' + 10 : -1;
  }

  private static int upper(char c) {
    return c & ~0x20;
  }
}
