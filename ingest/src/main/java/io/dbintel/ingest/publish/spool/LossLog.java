package io.dbintel.ingest.publish.spool;

import io.dbintel.ingest.publish.LossReason;
import io.dbintel.ingest.publish.PublishCounters;
import io.dbintel.ingest.publish.Throttle;
import io.dbintel.schemas.topic.Topic;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what is lost, and says so now and then. Thread-safe. */
final class LossLog {
  private static final Logger LOG = LoggerFactory.getLogger(LossLog.class);

  private final PublishCounters counters;
  private final Throttle throttle = new Throttle(Duration.ofSeconds(30));

  LossLog(PublishCounters counters) {
    this.counters = counters;
  }

  PublishCounters counters() {
    return counters;
  }

  void lost(Topic topic, LossReason reason, long records) {
    if (records == 0) {
      return;
    }
    counters.lost(topic, reason, records);
    if (throttle.passes()) {
      LOG.error(
          "Records of {} are lost ({}): {} so far in this run",
          topic.topicName(),
          reason.word(),
          counters.total().lost());
    }
  }

  void summary() {
    long lost = counters.total().lost();
    if (lost > 0) {
      LOG.warn("{} records were lost on the way to Kafka in this run", lost);
    }
  }
}
