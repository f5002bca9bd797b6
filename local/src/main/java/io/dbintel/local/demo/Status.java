package io.dbintel.local.demo;

import io.dbintel.local.otlp.ReceiverCounts;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What the screen shows; rates are over the last polling interval.
 *
 * @param taskRate tasks per second of the workload
 * @param rowRate rows of statement-intervals per second
 * @param pointRate points per second at the OTLP receiver
 * @param topics what went over each topic
 * @param lastIntervalAge seconds since the end of the last interval; empty before the first
 */
record Status(
    Duration elapsed,
    List<TopQuery> top,
    double taskRate,
    double rowRate,
    double pointRate,
    long polls,
    long failedPolls,
    long rowsRead,
    long intervals,
    long flagged,
    List<TopicLine> topics,
    OptionalDouble lastIntervalAge,
    ReceiverCounts otlp,
    List<DemoReport.Job> jobs,
    long deadLetters) {

  /**
   * @param lag records that no checkpoint of the job that reads them covers yet; null when no job
   *     reads the topic
   */
  record TopicLine(String name, long records, long bytes, Long lag, long deadletters) {}

  /** Records of the raw topics, and how many of those that a job reads wait. */
  TopicLag.Offsets raw() {
    TopicLag.Offsets sum = TopicLag.Offsets.NONE;
    for (TopicLine topic : topics) {
      if (topic.name().startsWith("dbintel.raw.")) {
        sum =
            sum.plus(new TopicLag.Offsets(topic.records(), topic.lag() == null ? 0 : topic.lag()));
      }
    }
    return sum;
  }
}
