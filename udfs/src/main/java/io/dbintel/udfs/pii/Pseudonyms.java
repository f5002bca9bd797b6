package io.dbintel.udfs.pii;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keyed hashes: HMAC-SHA256 (RFC 2104), the first 64 bits of it in hexadecimal. The same value has
 * the same pseudonym under the same key, and without the key no list of guesses helps. Shows its
 * key to nobody.
 */
final class Pseudonyms {
  static final int SHORTEST_KEY_BYTES = 16;

  private static final String ALGORITHM = "HmacSHA256";
  private static final int BYTES = 8;
  private static final String HEX = "0123456789abcdef";

  private final Mac mac;

  Pseudonyms(byte[] key) {
    if (key.length < SHORTEST_KEY_BYTES) {
      throw new IllegalArgumentException(
          "The key for hashes has "
              + key.length
              + " bytes: at least "
              + SHORTEST_KEY_BYTES
              + " are needed");
    }
    try {
      mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(ALGORITHM + " is not available", e);
    }
  }

  String of(String value) {
    byte[] hash = mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
    StringBuilder text = new StringBuilder(2 * BYTES);
    for (int i = 0; i < BYTES; i++) {
      text.append(HEX.charAt((hash[i] >> 4) & 15)).append(HEX.charAt(hash[i] & 15));
    }
    return text.toString();
  }

  static boolean wellFormed(String pseudonym) {
    return pseudonym.length() == 2 * BYTES && pseudonym.chars().allMatch(c -> HEX.indexOf(c) >= 0);
  }

  @Override
  public String toString() {
    return "Pseudonyms";
  }
}
