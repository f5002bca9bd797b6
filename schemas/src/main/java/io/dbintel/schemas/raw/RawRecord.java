package io.dbintel.schemas.raw;

import io.dbintel.schemas.envelope.Envelope;
import java.util.Objects;

/**
 * A record of a raw topic. In JSON the fields of the body stand beside those of the envelope.
 *
 * @param <B> one of the bodies of this package
 */
public record RawRecord<B>(Envelope envelope, B body) {
  public RawRecord {
    Objects.requireNonNull(envelope, "envelope");
    Objects.requireNonNull(body, "body");
  }
}
