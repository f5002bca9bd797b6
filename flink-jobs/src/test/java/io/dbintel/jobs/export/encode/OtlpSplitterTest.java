package io.dbintel.jobs.export.encode;

import static io.dbintel.jobs.export.testing.Batches.entry;
import static io.dbintel.jobs.export.testing.Batches.eventEntry;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OtlpSplitterTest {
  static Stream<Arguments> requests() {
    return Stream.of(
        Arguments.of("one point per metric", List.of(entry("a", 1, "shop"))),
        Arguments.of("odd points", List.of(entry("a", 1, "d1", "d2", "d3", "d4", "d5"))),
        Arguments.of("several entries", List.of(entry("a", 1, "d1", "d2"), entry("b", 2, "d3"))),
        Arguments.of("log records", List.of(eventEntry("a", 1, 7), eventEntry("b", 1, 2))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("requests")
  void singleItemsAreTheWholeInOrder(String name, List<OtlpEntry> request) throws IOException {
    List<OtlpEntry> singles = new ArrayList<>();
    takeApart(request, singles);

    assertThat(singles).allMatch(single -> single.items() == 1);
    assertThat(items(singles)).isEqualTo(items(request)).hasSize(OtlpEntry.items(request));
    int expected = 0;
    for (OtlpEntry single : singles) {
      expected = single.firstItem() == 0 ? 0 : expected;
      assertThat(single.firstItem()).isEqualTo(expected++);
    }
  }

  @Test
  void aSingleItemIsNotHalved() {
    List<OtlpEntry> one = List.of(eventEntry("a", 1, 1));

    assertThat(OtlpSplitter.halve(one)).containsExactly(one);
    assertThat(OtlpSplitter.name(one.get(0))).isEqualTo("db.server.top_query");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("requests")
  void theBodyIsAsLongAsItsEntriesSay(String name, List<OtlpEntry> request) throws IOException {
    assertThat(body(request)).hasSize((int) OtlpEntry.bodyBytes(request));
  }

  private static void takeApart(List<OtlpEntry> request, List<OtlpEntry> singles) {
    List<List<OtlpEntry>> halves = OtlpSplitter.halve(request);
    if (halves.size() == 1) {
      singles.add(request.get(0));
    } else {
      halves.forEach(half -> takeApart(half, singles));
    }
  }

  /** Every item with its resource, as a receiver reads them. */
  private static List<String> items(List<OtlpEntry> request) throws IOException {
    List<String> items = new ArrayList<>();
    if (request.get(0).signal() == Signal.LOGS) {
      for (var part : ExportLogsServiceRequest.parseFrom(body(request)).getResourceLogsList()) {
        part.getScopeLogs(0)
            .getLogRecordsList()
            .forEach(log -> items.add(part.getResource() + " " + log));
      }
      return items;
    }
    for (var part : ExportMetricsServiceRequest.parseFrom(body(request)).getResourceMetricsList()) {
      for (var metric : part.getScopeMetrics(0).getMetricsList()) {
        metric
            .getSum()
            .getDataPointsList()
            .forEach(p -> items.add(part.getResource() + " " + metric.getName() + " " + p));
      }
    }
    return items;
  }

  private static byte[] body(List<OtlpEntry> request) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    OtlpEntry.writeBody(request, out);
    return out.toByteArray();
  }
}
