package io.dbintel.schemas.output;

import io.dbintel.schemas.envelope.Server;
import java.util.List;

/**
 * One record of {@code dbintel.metrics}: the points of some series of one instance and one metric
 * family at one time. A series has one value for each metric of the batch.
 *
 * @param id deterministic: the same poll gives the same id
 * @param instance the monitored instance; also the Kafka key
 * @param time server clock at the end of the interval, µs since the Unix epoch
 * @param family name of the metric family
 * @param metrics metric names, each in the metric catalogue
 * @param attributes attribute keys of the series
 */
public record MetricBatch(
    String id,
    String instance,
    Server server,
    long time,
    String family,
    List<String> metrics,
    List<String> attributes,
    List<Series> series) {

  public MetricBatch {
    metrics = List.copyOf(metrics);
    attributes = List.copyOf(attributes);
    series = List.copyOf(series);
  }

  /**
   * The interval's delta with its start, and the cumulative value with its own start, so that each
   * destination chooses its temporality without state. Values are raw bits: longs as they are,
   * doubles by {@link Double#doubleToRawLongBits}, as the metric catalogue says.
   *
   * @param attributes values of the batch's attribute keys; null where the series has none
   * @param start start of the delta, µs: the time of the series' previous point, if it has one
   * @param delta one value per metric; empty when nothing is recorded
   * @param cumulativeStart start of the cumulative value, µs
   * @param cumulative one value per metric; empty when nothing is recorded
   * @param noRecordedValue the series ends here: it is no longer kept
   */
  public record Series(
      List<String> attributes,
      long start,
      long[] delta,
      long cumulativeStart,
      long[] cumulative,
      boolean noRecordedValue) {}
}
