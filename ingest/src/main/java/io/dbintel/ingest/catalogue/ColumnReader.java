package io.dbintel.ingest.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import io.dbintel.schemas.raw.MetricsChunk.Column;
import io.dbintel.schemas.raw.MetricsChunk.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads one column of an entry. */
final class ColumnReader {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_.]{0,62}");
  private static final String NAME_RULE =
      "must be 1 to 63 lower-case letters, digits or any of _ . and start with a letter";
  private static final Pattern METRIC = Pattern.compile("[a-z][a-z0-9_.]{0,254}");

  private final Fields fields;

  ColumnReader(Fields fields) {
    this.fields = fields;
  }

  OutputColumn read() {
    String name = fields.name("name", NAME, NAME_RULE);
    Kind kind = fields.oneOf("kind", Kind.class, null);
    String unit = fields.text("unit").orElse(null);
    String metric = fields.text("metric").orElse(null);
    Map<String, String> attributes = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : fields.mapping("attributes").entrySet()) {
      attributes.put(entry.getKey(), entry.getValue().asText());
    }
    VersionRange servers = fields.versions("servers");
    boolean freeText = fields.flag("free_text");
    boolean gaugeAddsUp = fields.flag("adds_up");
    if (gaugeAddsUp && kind != Kind.GAUGE) {
      fields.error(
          "adds_up", "must stand with kind gauge only; counters and sums do by themselves");
    }
    check(kind == null ? Kind.INFO : kind, unit, metric, attributes, freeText);
    fields.finish();
    Column column = new Column(name, kind == null ? Kind.INFO : kind, unit, metric, attributes);
    boolean addsUp = gaugeAddsUp || kind == Kind.COUNTER || kind == Kind.SUM;
    return new OutputColumn(column, servers, freeText, addsUp);
  }

  private void check(
      Kind kind, String unit, String metric, Map<String, String> attributes, boolean freeText) {
    boolean measures = List.of(Kind.COUNTER, Kind.GAUGE, Kind.SUM).contains(kind);
    if (metric != null && !METRIC.matcher(metric).matches()) {
      fields.error("metric", "\"" + metric + "\" must be lower-case letters, digits, _ and dots");
    }
    if (metric != null && !measures) {
      fields.error("metric", "must stand with kind counter, gauge or sum only");
    }
    if (measures && unit == null) {
      fields.error("unit", "is missing and required for kind counter, gauge or sum");
    }
    if (metric == null && !attributes.isEmpty()) {
      fields.error("attributes", "must stand beside metric only");
    }
    if (freeText && measures) {
      fields.error("free_text", "must stand with kind identity or info only");
    }
  }
}
