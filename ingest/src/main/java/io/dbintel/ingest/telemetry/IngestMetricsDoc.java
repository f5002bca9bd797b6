package io.dbintel.ingest.telemetry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes {@code docs/metrics-ingest.md} from the declared metrics. */
public final class IngestMetricsDoc {
  private IngestMetricsDoc() {}

  /** Writes the page to the given file. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 1) {
      System.err.println("Usage: IngestMetricsDoc FILE");
      System.exit(2);
    }
    Files.writeString(Path.of(arguments[0]), markdown(), StandardCharsets.UTF_8);
  }

  /** The page. The same metrics give the same bytes. */
  public static String markdown() {
    StringBuilder page = new StringBuilder();
    page.append("# Metrics of the collector itself\n\n")
        .append("<!-- Generated from the declared metrics; a test fails when it is stale. -->\n\n")
        .append("Exported as OTLP/HTTP to `telemetry.endpoint` every `telemetry.interval`, ")
        .append("cumulative, with `service.name` = `dbintel-ingest` and ")
        .append("`service.instance.id` = `collector.id`. Attributes are ids of the configuration ")
        .append("and fixed words, never anything that a database said.\n\n")
        .append("| metric | instrument | unit | attributes | meaning |\n|---|---|---|---|---|\n");
    for (IngestMetric metric : IngestMetric.values()) {
      page.append("| `").append(metric.metricName()).append("` | ");
      page.append(metric.kind().name().toLowerCase(Locale.ROOT)).append(" | ");
      page.append(metric.unit()).append(" | ").append(attributes(metric)).append(" | ");
      page.append(metric.description()).append(" |\n");
    }
    return page.toString();
  }

  private static String attributes(IngestMetric metric) {
    return metric.attributes().stream()
        .map(name -> "`" + name + "`")
        .collect(Collectors.joining(", "));
  }
}
