package io.dbintel.jobs.export.testing;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * A request as the endpoint decoded it, with the generated code of the OTLP protocol.
 *
 * @param bytes of the body, uncompressed
 */
public record Request(String path, Headers headers, int bytes, List<Item> items) {

  static Request read(HttpExchange exchange) throws IOException {
    byte[] body = new GZIPInputStream(exchange.getRequestBody()).readAllBytes();
    String path = exchange.getRequestURI().getPath();
    List<Item> items = path.endsWith("/v1/logs") ? logs(body) : points(body);
    return new Request(path, exchange.getRequestHeaders(), body.length, items);
  }

  public boolean holds(String text) {
    return items.stream().anyMatch(item -> item.series().contains(text));
  }

  private static List<Item> points(byte[] body) throws IOException {
    List<Item> items = new ArrayList<>();
    for (var resource : ExportMetricsServiceRequest.parseFrom(body).getResourceMetricsList()) {
      for (var metric : resource.getScopeMetrics(0).getMetricsList()) {
        for (var point : metric.getSum().getDataPointsList()) {
          items.add(
              new Item(
                  instance(resource.getResource()),
                  metric.getName(),
                  Item.attributes(point.getAttributesList()),
                  point.getTimeUnixNano(),
                  point.getAsInt()));
        }
      }
    }
    return items;
  }

  private static List<Item> logs(byte[] body) throws IOException {
    List<Item> items = new ArrayList<>();
    for (var resource : ExportLogsServiceRequest.parseFrom(body).getResourceLogsList()) {
      for (var log : resource.getScopeLogs(0).getLogRecordsList()) {
        items.add(
            new Item(
                instance(resource.getResource()),
                log.getEventName(),
                Item.attributes(log.getAttributesList()),
                log.getTimeUnixNano(),
                0));
      }
    }
    return items;
  }

  private static String instance(Resource resource) {
    return resource.getAttributesList().stream()
        .filter(attribute -> attribute.getKey().equals("dbintel.instance"))
        .map(KeyValue::getValue)
        .findFirst()
        .orElseThrow()
        .getStringValue();
  }
}
