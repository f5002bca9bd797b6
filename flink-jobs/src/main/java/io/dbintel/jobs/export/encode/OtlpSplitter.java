package io.dbintel.jobs.export.encode;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import java.util.List;

/**
 * Halves what a destination refuses: a request between entries, an entry between metrics or log
 * records, a metric between points. The halves hold the same items in the same order.
 */
public final class OtlpSplitter {
  private OtlpSplitter() {}

  /** Two halves, neither empty; or the request itself when it holds a single item. */
  public static List<List<OtlpEntry>> halve(List<OtlpEntry> request) {
    int size = request.size();
    if (size > 1) {
      return List.of(
          List.copyOf(request.subList(0, size / 2)), List.copyOf(request.subList(size / 2, size)));
    }
    return halve(request.get(0)).stream().map(List::of).toList();
  }

  static List<OtlpEntry> halve(OtlpEntry entry) {
    if (entry.items() == 1) {
      return List.of(entry);
    }
    try {
      return entry.signal() == Signal.METRICS ? halveMetrics(entry) : halveLogs(entry);
    } catch (InvalidProtocolBufferException notOurs) {
      throw new IllegalStateException(entry + " does not hold the message it claims", notOurs);
    }
  }

  /** What a single-item entry is, by name: {@code postgresql.query.calls}. */
  public static String name(OtlpEntry entry) {
    try {
      return entry.signal() == Signal.METRICS
          ? ResourceMetrics.parseFrom(entry.message()).getScopeMetrics(0).getMetrics(0).getName()
          : ResourceLogs.parseFrom(entry.message()).getScopeLogs(0).getLogRecords(0).getEventName();
    } catch (InvalidProtocolBufferException notOurs) {
      throw new IllegalStateException(entry + " does not hold the message it claims", notOurs);
    }
  }

  private static List<OtlpEntry> halveLogs(OtlpEntry entry) throws InvalidProtocolBufferException {
    ResourceLogs all = ResourceLogs.parseFrom(entry.message());
    ScopeLogs scope = all.getScopeLogs(0);
    int half = entry.items() / 2;
    ScopeLogs left =
        ScopeLogs.newBuilder()
            .setScope(scope.getScope())
            .addAllLogRecords(scope.getLogRecordsList().subList(0, half))
            .build();
    ScopeLogs right =
        ScopeLogs.newBuilder()
            .setScope(scope.getScope())
            .addAllLogRecords(scope.getLogRecordsList().subList(half, entry.items()))
            .build();
    return parts(
        entry,
        half,
        all.toBuilder().setScopeLogs(0, left).build().toByteArray(),
        all.toBuilder().setScopeLogs(0, right).build().toByteArray());
  }

  private static List<OtlpEntry> halveMetrics(OtlpEntry entry)
      throws InvalidProtocolBufferException {
    ResourceMetrics all = ResourceMetrics.parseFrom(entry.message());
    List<Metric> metrics = all.getScopeMetrics(0).getMetricsList();
    List<Metric> left;
    List<Metric> right;
    if (metrics.size() > 1) {
      left = metrics.subList(0, metrics.size() / 2);
      right = metrics.subList(metrics.size() / 2, metrics.size());
    } else {
      Metric metric = metrics.get(0);
      List<NumberDataPoint> points = metric.getSum().getDataPointsList();
      left = List.of(withPoints(metric, points.subList(0, points.size() / 2)));
      right = List.of(withPoints(metric, points.subList(points.size() / 2, points.size())));
    }
    int leftItems = left.stream().mapToInt(metric -> metric.getSum().getDataPointsCount()).sum();
    return parts(entry, leftItems, withMetrics(all, left), withMetrics(all, right));
  }

  private static Metric withPoints(Metric metric, List<NumberDataPoint> points) {
    return metric.toBuilder()
        .setSum(metric.getSum().toBuilder().clearDataPoints().addAllDataPoints(points))
        .build();
  }

  private static byte[] withMetrics(ResourceMetrics all, List<Metric> metrics) {
    ScopeMetrics scope =
        ScopeMetrics.newBuilder()
            .setScope(all.getScopeMetrics(0).getScope())
            .addAllMetrics(metrics)
            .build();
    return all.toBuilder().setScopeMetrics(0, scope).build().toByteArray();
  }

  private static List<OtlpEntry> parts(OtlpEntry of, int leftItems, byte[] left, byte[] right) {
    return List.of(
        part(of, of.firstItem(), leftItems, left),
        part(of, of.firstItem() + leftItems, of.items() - leftItems, right));
  }

  private static OtlpEntry part(OtlpEntry of, int firstItem, int items, byte[] message) {
    return new OtlpEntry(
        of.signal(),
        of.instance(),
        of.topic(),
        of.partition(),
        of.offset(),
        firstItem,
        items,
        message);
  }
}
