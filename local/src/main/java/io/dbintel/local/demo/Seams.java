package io.dbintel.local.demo;

import io.dbintel.ingest.publish.RecordPublisher;
import io.dbintel.local.otlp.Responder;
import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * Where a test can come between the parts.
 *
 * @param publisher wraps the way from the collector to Kafka
 * @param responder how the OTLP receiver answers
 * @param arrival how long the last poll may take to come through
 */
record Seams(UnaryOperator<RecordPublisher> publisher, Responder responder, Duration arrival) {
  static Seams none() {
    return new Seams(UnaryOperator.identity(), Responder.ACCEPT, Duration.ofSeconds(60));
  }
}
