package io.dbintel.udfs.pii;

import java.math.BigInteger;
import java.util.Base64;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * Makes valid data of every kind that is looked for, by rules of its own: check digits are found by
 * trial, not by the arithmetic of the detectors.
 */
final class Secrets {
  private static final String[] ISSUERS = {
    "4:16", "4:19", "51:16", "55:16", "2221:16", "2720:16", "34:15", "37:15", "6011:16", "644:16",
    "65:16", "3528:16", "3589:16", "300:14", "36:14", "38:14", "62:16", "62:19", "5018:16",
    "6304:18", "6759:16",
  };
  private static final String[] COUNTRIES = {
    "DE:nnnnnnnnnnnnnnnnnn",
    "GB:aaaannnnnnnnnnnnnn",
    "FR:nnnnnnnnnncccccccccccnn",
    "NL:aaaannnnnnnnnn",
    "NO:nnnnnnnnnnn",
    "ES:nnnnnnnnnnnnnnnnnnnn",
    "CH:nnnnncccccccccccc",
    "IT:annnnnnnnnncccccccccccc",
    "MT:aaaannnnncccccccccccccccccc",
    "BE:nnnnnnnnnnnn",
    "PL:nnnnnnnnnnnnnnnnnnnnnnnn",
    "SE:nnnnnnnnnnnnnnnnnnnn",
  };
  private static final String[] TOP_LEVELS = {"com", "de", "co.uk", "example", "org", "info", "公司"};

  private final SplittableRandom random;

  Secrets(long seed) {
    random = new SplittableRandom(seed);
  }

  /** A value that the detector must find wherever it stands as a word of its own. */
  String of(TextDetector detector) {
    return switch (detector) {
      case PAYMENT_CARD -> grouped(card(), random.nextBoolean() ? " " : "-");
      case IBAN -> iban();
      case US_SSN -> ssn();
      case EMAIL ->
          letters(1)
              + word(10)
              + "."
              + word(6)
              + "@"
              + letters(1)
              + word(8)
              + "."
              + one(TOP_LEVELS);
      case PHONE -> phone();
      case IPV4 -> octet() + "." + octet() + "." + octet() + "." + octet();
      case IPV6 -> ipv6();
      case MAC_ADDRESS -> mac();
      case JWT -> jwt();
      case API_KEY -> apiKey();
      case PRIVATE_KEY ->
          "-----BEGIN RSA PRIVATE KEY-----\n" + word(200) + "\n-----END RSA PRIVATE KEY-----";
      case URL_CREDENTIALS, PASSWORD, SECRET -> letters(2) + word(10) + number(10, 99);
    };
  }

  /** Digits with a check digit that makes the Luhn sum, taken digit by digit, a multiple of ten. */
  String card() {
    String[] issuer = one(ISSUERS).split(":", -1);
    int length = Integer.parseInt(issuer[1]);
    String body = issuer[0] + digits(length - issuer[0].length() - 1);
    for (int check = 0; check < 10; check++) {
      if (luhn(body + check)) {
        return body + check;
      }
    }
    throw new AssertionError(body);
  }

  private static boolean luhn(String number) {
    String reversed = new StringBuilder(number).reverse().toString();
    int sum = 0;
    for (int i = 0; i < reversed.length(); i++) {
      int digit = reversed.charAt(i) - '0';
      String twice = String.valueOf(i % 2 == 0 ? digit : 2 * digit);
      sum += twice.chars().map(c -> c - '0').sum();
    }
    return sum % 10 == 0;
  }

  static String grouped(String card, String separator) {
    String[] parts =
        switch (card.length()) {
          case 14 -> new String[] {card.substring(0, 4), card.substring(4, 10), card.substring(10)};
          case 15 -> new String[] {card.substring(0, 4), card.substring(4, 10), card.substring(10)};
          default -> card.split("(?<=\\G.{4})");
        };
    return String.join(separator, parts);
  }

  String iban() {
    String[] country = one(COUNTRIES).split(":", -1);
    String account =
        country[1]
            .chars()
            .mapToObj(
                c ->
                    switch (c) {
                      case 'n' -> digits(1);
                      case 'a' -> letters(1).toUpperCase(Locale.ROOT);
                      default ->
                          random.nextBoolean() ? digits(1) : letters(1).toUpperCase(Locale.ROOT);
                    })
            .collect(Collectors.joining());
    for (int check = 2; check < 99; check++) {
      String two = String.format(Locale.ROOT, "%02d", check);
      if (remainder(account + country[0] + two) == 1) {
        String iban = country[0] + two + account;
        String written = random.nextBoolean() ? iban : iban.replaceAll("(.{4})(?=.)", "$1 ");
        return random.nextInt(4) == 0 ? written.toLowerCase(Locale.ROOT) : written;
      }
    }
    throw new AssertionError(account);
  }

  private static int remainder(String text) {
    String number =
        text.chars()
            .mapToObj(c -> String.valueOf(Character.digit(c, 36)))
            .collect(Collectors.joining());
    return new BigInteger(number).mod(BigInteger.valueOf(97)).intValue();
  }

  private String ssn() {
    int area = number(1, 900);
    return String.format(
        Locale.ROOT, "%03d-%02d-%04d", area == 666 ? 667 : area, number(1, 100), number(1, 10000));
  }

  private String phone() {
    String american = number(2, 10) + digits(2);
    String exchange = number(2, 10) + digits(2);
    String line = digits(4);
    return switch (random.nextInt(6)) {
      case 0 -> "(" + american + ") " + exchange + "-" + line;
      case 1 -> american + "-" + exchange + "-" + line;
      case 2 -> american + "." + exchange + "." + line;
      case 3 -> "+1 " + american + " " + exchange + " " + line;
      case 4 -> "+49" + number(2, 10) + digits(9);
      default ->
          "+33 "
              + number(1, 10)
              + " "
              + digits(2)
              + " "
              + digits(2)
              + " "
              + digits(2)
              + " "
              + digits(2);
    };
  }

  private String ipv6() {
    String groups = "2001:db8:" + hex(4) + ":" + hex(4);
    return switch (random.nextInt(4)) {
      case 0 -> groups + "::" + number(1, 10);
      case 1 -> groups + ":" + hex(4) + ":" + hex(4) + ":" + hex(4) + ":" + hex(4);
      case 2 -> "fe80::" + number(1, 10) + hex(2) + ":" + hex(4) + "%eth0";
      default -> "::ffff:" + octet() + "." + octet() + "." + octet() + "." + octet();
    };
  }

  private String mac() {
    String joint = random.nextBoolean() ? ":" : "-";
    return random.nextInt(3) == 0
        ? hex(3) + "a." + hex(4) + "." + hex(4)
        : String.join(joint, hex(2), hex(2), hex(2), hex(2), hex(2), hex(2));
  }

  private String jwt() {
    Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
    String header = "{\"alg\":\"HS256\",\"kid\":\"" + word(5) + "\"}";
    String payload = "{\"sub\":\"" + digits(6) + "\"}";
    return encoder.encodeToString(header.getBytes(java.nio.charset.StandardCharsets.UTF_8))
        + "."
        + encoder.encodeToString(payload.getBytes(java.nio.charset.StandardCharsets.UTF_8))
        + "."
        + word(43);
  }

  private String apiKey() {
    return switch (random.nextInt(6)) {
      case 0 -> "AKIA" + of("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16);
      case 1 -> "ghp_" + word(36);
      case 2 -> "sk_live_" + word(24);
      case 3 -> "AIza" + word(35);
      case 4 -> "xoxb-" + digits(12) + "-" + word(24);
      default -> "glpat-" + word(20);
    };
  }

  private int octet() {
    return random.nextInt(256);
  }

  private int number(int from, int to) {
    return random.nextInt(from, to);
  }

  private String digits(int length) {
    return of("0123456789", length);
  }

  private String hex(int length) {
    return of("0123456789abcdef", length);
  }

  private String letters(int length) {
    return of("abcdefghijklmnopqrstuvwxyz", length);
  }

  private String word(int length) {
    return of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", length);
  }

  private String of(String alphabet, int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  private String one(String[] choices) {
    return choices[random.nextInt(choices.length)];
  }
}
