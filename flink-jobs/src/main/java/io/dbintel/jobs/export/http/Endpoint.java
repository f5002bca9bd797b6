package io.dbintel.jobs.export.http;

import io.dbintel.jobs.export.encode.Signal;
import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Where requests go.
 *
 * @param base without the path of a signal, for example {@code https://otlp.nr-data.net}
 * @param timeout of a whole request, from its start to the last byte of the answer
 */
public record Endpoint(URI base, List<Header> headers, Duration timeout) implements Serializable {
  private static final Duration MAX_CONNECT_TIME = Duration.ofSeconds(5);

  /**
   * @throws IllegalArgumentException naming the value and the rule
   */
  public Endpoint {
    headers = List.copyOf(headers);
    boolean http = "http".equals(base.getScheme()) || "https".equals(base.getScheme());
    if (!http || base.getHost() == null) {
      throw new IllegalArgumentException("'" + base + "' must be an http or https URL with a host");
    }
    if (base.getRawUserInfo() != null) {
      throw new IllegalArgumentException("a URL must not hold a user or password; use a header");
    }
    for (Signal signal : Signal.values()) {
      if (base.getPath() != null && base.getPath().endsWith(signal.path())) {
        throw new IllegalArgumentException(
            "'" + base + "' must be the base URL: " + signal.path() + " is added to it");
      }
    }
  }

  public URI url(Signal signal) {
    String text = base.toString();
    return URI.create(
        (text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + signal.path());
  }

  Duration connectTimeout() {
    return timeout.compareTo(MAX_CONNECT_TIME) < 0 ? timeout : MAX_CONNECT_TIME;
  }
}
