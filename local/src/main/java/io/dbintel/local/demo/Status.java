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
    RawLag.Offsets raw,
    OptionalDouble lastIntervalAge,
    ReceiverCounts otlp,
    List<DemoReport.Job> jobs,
    long deadLetters) {}
