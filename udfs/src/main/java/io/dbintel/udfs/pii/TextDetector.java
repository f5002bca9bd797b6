package io.dbintel.udfs.pii;

import java.util.Locale;
import java.util.function.Supplier;

/** The detectors there are; rules name them by {@link #id}. */
public enum TextDetector {
  PAYMENT_CARD(CardDetector::new),
  IBAN(IbanDetector::new),
  US_SSN(SsnDetector::new),
  EMAIL(EmailDetector::new),
  PHONE(PhoneDetector::new),
  IPV4(Ipv4Detector::new),
  IPV6(Ipv6Detector::new),
  MAC_ADDRESS(MacDetector::new),
  JWT(JwtDetector::new),
  API_KEY(ApiKeyDetector::new),
  PRIVATE_KEY(PrivateKeyDetector::new),
  URL_CREDENTIALS(UrlCredentialsDetector::new),
  PASSWORD(() -> new SecretPairDetector(TextDetector.valueOf("PASSWORD"), SecretKeys.PASSWORDS)),
  SECRET(() -> new SecretPairDetector(TextDetector.valueOf("SECRET"), SecretKeys.SECRETS));

  private final Supplier<Detector> factory;

  TextDetector(Supplier<Detector> factory) {
    this.factory = factory;
  }

  /** Name in rule files: lower case, words joined by dashes. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  Detector create() {
    return factory.get();
  }
}
