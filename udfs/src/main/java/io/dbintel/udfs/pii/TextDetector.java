package io.dbintel.udfs.pii;

import java.util.Locale;

/**
 * The detectors there are; rules name them by {@link #id}. Those that one character wakes look in
 * this order.
 */
public enum TextDetector {
  PAYMENT_CARD,
  IBAN,
  US_SSN,
  URL_CREDENTIALS,
  EMAIL,
  PHONE,
  IPV4,
  IPV6,
  MAC_ADDRESS,
  JWT,
  API_KEY,
  PRIVATE_KEY,
  PASSWORD,
  SECRET;

  /** Name in rule files: lower case, words joined by dashes. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  Detector create() {
    return switch (this) {
      case PAYMENT_CARD -> new CardDetector();
      case IBAN -> new IbanDetector();
      case US_SSN -> new SsnDetector();
      case EMAIL -> new EmailDetector();
      case PHONE -> new PhoneDetector();
      case IPV4 -> new Ipv4Detector();
      case IPV6 -> new Ipv6Detector();
      case MAC_ADDRESS -> new MacDetector();
      case JWT -> new JwtDetector();
      case API_KEY -> new ApiKeyDetector();
      case PRIVATE_KEY -> new PrivateKeyDetector();
      case URL_CREDENTIALS -> new UrlCredentialsDetector();
      case PASSWORD -> new SecretPairDetector(this, SecretKeys.PASSWORDS);
      case SECRET -> new SecretPairDetector(this, SecretKeys.SECRETS);
    };
  }
}
