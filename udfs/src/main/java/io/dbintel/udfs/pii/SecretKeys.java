package io.dbintel.udfs.pii;

import java.util.List;

/** Names whose values are secret. A longer name that ends in one counts too. */
final class SecretKeys {
  static final SecretKeys PASSWORDS =
      new SecretKeys(
          List.of("password", "passwd", "passwort", "passphrase", "passcode", "pwd", "contrasena"),
          List.of("pass", "pw"));

  static final SecretKeys SECRETS =
      new SecretKeys(
          List.of(
              "apikey",
              "api_key",
              "api-key",
              "accesskey",
              "access_key",
              "access-key",
              "secretkey",
              "secret_key",
              "secret-key",
              "access_key_id",
              "privatekey",
              "private_key",
              "token",
              "secret",
              "authorization",
              "credential",
              "credentials",
              "sessionid",
              "session_id",
              "signing_key",
              "encryption_key",
              "client-secret",
              "bearer"),
          List.of());

  private static final int LONGEST = 14;

  private final String[] anywhere;
  private final String[] whole;
  private final boolean[] lastLetters = new boolean[128];

  private SecretKeys(List<String> anywhere, List<String> whole) {
    this.anywhere = anywhere.toArray(String[]::new);
    this.whole = whole.toArray(String[]::new);
    for (List<String> names : List.of(anywhere, whole)) {
      for (String name : names) {
        char last = name.charAt(name.length() - 1);
        lastLetters[last] = true;
        lastLetters[Character.toUpperCase(last)] = true;
      }
    }
  }

  /** The name that ends before the index, or null. */
  String endingAt(Scan scan, int end) {
    char last = scan.at(end - 1);
    if (last >= 128 || !lastLetters[last]) {
      return null;
    }
    for (String name : anywhere) {
      if (scan.matchesAnyCase(end - name.length(), name)) {
        return name;
      }
    }
    for (String name : whole) {
      int start = end - name.length();
      if (scan.matchesAnyCase(start, name) && startsWord(scan, start)) {
        return name;
      }
    }
    return null;
  }

  /** The name that starts at the index and ends before a blank, or null. */
  String startingAt(Scan scan, int start) {
    int end = start;
    while (end - start <= LONGEST && (Chars.letter(scan.at(end)) || scan.at(end) == '-')) {
      end++;
    }
    return Chars.blank(scan.at(end)) ? endingAt(scan, end) : null;
  }

  private static boolean startsWord(Scan scan, int start) {
    char before = scan.at(start - 1);
    boolean hump = scan.at(start) == 'P' && before >= 'a' && before <= 'z';
    return hump || !Chars.alphanumeric(before);
  }
}
