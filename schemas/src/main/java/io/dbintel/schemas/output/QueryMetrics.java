package io.dbintel.schemas.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.dbintel.schemas.statements.StatementColumns;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The catalogue of metrics made of statement deltas, read from {@code metrics/query-metrics.yaml}.
 */
public final class QueryMetrics {
  private static final List<Family> FAMILIES = new ArrayList<>();
  private static final List<Measure> MEASURES = new ArrayList<>();
  private static final Map<String, Metric> BY_NAME = new TreeMap<>();

  static {
    load();
  }

  public static final Family TOP_QUERY = family("top_query");
  public static final Family NESTED_QUERY = family("nested_query");
  public static final Family DATABASE = family("database");
  public static final Family INSTANCE = family("instance");

  private QueryMetrics() {}

  /**
   * A group of metrics that share attributes.
   *
   * @param attributes OpenTelemetry attribute keys of its series, in order
   */
  public record Family(String name, String prefix, List<String> attributes, String description) {
    public String metricName(Measure measure) {
      return prefix + "." + measure.suffix();
    }
  }

  /**
   * What is measured, out of one counter of pg_stat_statements.
   *
   * @param ordinal the counter in the column catalogue
   * @param unit UCUM unit of the exported value
   * @param scale exported value = counter × scale
   */
  public record Measure(String suffix, int ordinal, String unit, double scale) {
    /** Whether exported values are doubles (held as raw bits) rather than longs. */
    public boolean isDouble() {
      return StatementColumns.isDouble(ordinal);
    }
  }

  /** A metric as exporters need it; always a monotonic sum. */
  public record Metric(String name, String unit, String description, boolean isDouble) {}

  public static List<Family> families() {
    return List.copyOf(FAMILIES);
  }

  /** All measures, in catalogue order. */
  public static List<Measure> measures() {
    return List.copyOf(MEASURES);
  }

  /** The measures whose column is in a source's counter mask. */
  public static List<Measure> measures(long counterMask) {
    return MEASURES.stream()
        .filter(measure -> (counterMask >>> measure.ordinal() & 1) == 1)
        .toList();
  }

  public static Optional<Metric> metric(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /** All metrics, by name. */
  public static List<Metric> metrics() {
    return List.copyOf(BY_NAME.values());
  }

  private static Family family(String name) {
    return FAMILIES.stream().filter(family -> family.name().equals(name)).findFirst().orElseThrow();
  }

  private static void load() {
    try (InputStream yaml =
        QueryMetrics.class.getResourceAsStream("/io/dbintel/schemas/metrics/query-metrics.yaml")) {
      JsonNode root = new ObjectMapper(new YAMLFactory()).readTree(yaml);
      root.get("families").forEach(node -> FAMILIES.add(family(node)));
      root.get("measures").forEach(node -> MEASURES.add(measure(node)));
    } catch (IOException unreadable) {
      throw new UncheckedIOException("Cannot read the metric catalogue", unreadable);
    }
    for (Family family : FAMILIES) {
      for (Measure measure : MEASURES) {
        String name = family.metricName(measure);
        BY_NAME.put(
            name, new Metric(name, measure.unit(), family.description(), measure.isDouble()));
      }
    }
  }

  private static Family family(JsonNode node) {
    List<String> attributes = new ArrayList<>();
    node.get("attributes").forEach(attribute -> attributes.add(attribute.asText()));
    return new Family(
        node.get("name").asText(),
        node.get("prefix").asText(),
        List.copyOf(attributes),
        node.get("description").asText());
  }

  private static Measure measure(JsonNode node) {
    return new Measure(
        node.get("suffix").asText(),
        StatementColumns.ordinal(node.get("column").asText()),
        node.get("unit").asText(),
        node.path("scale").asDouble(1.0));
  }
}
