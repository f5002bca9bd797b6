package io.dbintel.jobs.export.sink;

import io.dbintel.jobs.export.http.Backoff;
import io.dbintel.jobs.export.http.Endpoint;
import java.io.Serializable;
import java.time.Duration;

/**
 * How each subtask of the sink delivers.
 *
 * @param lanes per signal; each has one request in flight
 * @param bufferBytes entries and dead letters held before back pressure begins
 * @param maxRequestBytes uncompressed; a single item that is larger is sent all the same
 * @param linger how long an idle lane collects before it sends less than a full request
 */
public record SinkOptions(
    Endpoint endpoint,
    int lanes,
    long bufferBytes,
    int maxRequestBytes,
    Duration linger,
    Backoff backoff)
    implements Serializable {
  public static final int DEFAULT_LANES = 4;
  public static final int DEFAULT_BUFFER_MB = 64;

  /** New Relic refuses 1,000,000 bytes; the margin is for its own way of counting. */
  public static final int DEFAULT_MAX_REQUEST_BYTES = 980_000;

  public static SinkOptions defaults(Endpoint endpoint) {
    return new SinkOptions(
        endpoint,
        DEFAULT_LANES,
        (long) DEFAULT_BUFFER_MB << 20,
        DEFAULT_MAX_REQUEST_BYTES,
        Duration.ofSeconds(1),
        Backoff.defaults());
  }
}
