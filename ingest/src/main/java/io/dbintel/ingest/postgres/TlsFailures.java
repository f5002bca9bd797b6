package io.dbintel.ingest.postgres;

import io.dbintel.ingest.config.SslMode;
import io.dbintel.ingest.config.TargetConfig;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * Why TLS failed. The driver has no code for most reasons and translates its messages: the place
 * that threw tells them apart, which tests with real servers watch over.
 */
final class TlsFailures {
  private final TargetConfig target;

  TlsFailures(TargetConfig target) {
    this.target = target;
  }

  /** Empty when it was not TLS that failed. */
  Optional<PollFailure> classify(SQLException failure) {
    if (has(failure, CertificateExpiredException.class)
        || has(failure, CertificateNotYetValidException.class)) {
      return failed(
          "has a certificate that has expired or is not valid yet",
          "renew the certificate of the server, or correct the clock of one of the machines");
    }
    if (has(failure, CertPathBuilderException.class)) {
      return failed("has a certificate that is not signed by " + trusted(), trustedFix());
    }
    if (thrownIn(failure, "LibPQFactory") || thrownIn(failure, "LazyKeyManager")) {
      return Optional.of(
          of(
              "ssl_root_cert, or ssl_cert with ssl_key, cannot be used for " + address(),
              "let ssl_root_cert and ssl_cert be PEM files with certificates, and ssl_key PKCS-8"
                  + " DER without a password"));
    }
    if (thrownIn(failure, "MakeSSL.verifyPeerName")) {
      return failed(
          "has a certificate that is not for the name " + target.host(),
          "give the name of the certificate as host, have the certificate issued for this name, or"
              + " set sslmode to verify-ca");
    }
    if (has(failure, SSLException.class)) {
      return failed(
          "and the collector found no way to speak TLS",
          "compare the versions of TLS on both sides, and look into the log of the server");
    }
    return thrownIn(failure, "ConnectionFactoryImpl.enableSSL") && failure.getCause() == null
        ? failed(
            "does not offer TLS",
            "set ssl = on with a certificate in postgresql.conf, or choose another sslmode")
        : Optional.empty();
  }

  private Optional<PollFailure> failed(String what, String fix) {
    return Optional.of(of(address() + " " + what + " (sslmode " + target.sslMode() + ")", fix));
  }

  private static PollFailure of(String message, String fix) {
    return PollFailure.of(FailureCode.TLS_FAILED, message, fix);
  }

  private String trusted() {
    return target.sslRootCert().isPresent()
        ? "an authority of ssl_root_cert"
        : "an authority that the JVM trusts";
  }

  private String trustedFix() {
    String fix = "give the certificate of the authority that signed it as ssl_root_cert";
    return target.sslMode() == SslMode.VERIFY_FULL || target.sslMode() == SslMode.VERIFY_CA
        ? fix
        : fix + ", or choose another sslmode";
  }

  private String address() {
    return target.host() + ":" + target.port();
  }

  /** A class of the driver, or a method of one as Class.method. */
  private static boolean thrownIn(Throwable failure, String place) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (Arrays.stream(cause.getStackTrace()).anyMatch(frame -> isAt(frame, place))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAt(StackTraceElement frame, String place) {
    String type = frame.getClassName().substring(frame.getClassName().lastIndexOf('.') + 1);
    return frame.getClassName().startsWith("org.postgresql.")
        && (type + "." + frame.getMethodName() + ".").startsWith(place + ".");
  }

  static boolean has(Throwable failure, Class<? extends Throwable> type) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }
}
