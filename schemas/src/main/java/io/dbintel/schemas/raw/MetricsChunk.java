package io.dbintel.schemas.raw;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What one query of the catalogue gave in one database, or a part of it when it is large.
 *
 * @param source name of the catalogue's entry; {@link #ALL} when the poll failed before any entry
 *     was asked
 * @param category what it answers, for example that of all databases; one entry is in use for each
 *     category; {@link #ALL} when the poll failed before any entry was asked
 * @param database where it was asked; null when it speaks of the whole server
 * @param poll number of the poll of this category in this collector run
 * @param chunk from 0
 * @param chunks how many chunks the poll has in this database
 * @param columns of {@code rows}
 * @param rows values in the order of the columns: Long, Double, Boolean, String or null; times are
 *     µs since the Unix epoch
 */
public record MetricsChunk(
    String source,
    String category,
    String database,
    long poll,
    int chunk,
    int chunks,
    List<Column> columns,
    List<List<Object>> rows) {

  /** Source and category of a poll that failed as a whole. */
  public static final String ALL = "*";

  /** Value of the identity columns of the row that adds up what was left out by a limit. */
  public static final String OTHER = "other";

  public MetricsChunk {
    requireNonNull(source, "source");
    requireNonNull(category, "category");
    requireNonNull(columns, "columns");
    requireNonNull(rows, "rows");
  }

  /** What a column holds. */
  public enum Kind {
    /** Rises until it is reset; differences are exact. */
    @JsonProperty("counter")
    COUNTER,
    /** A level that does not add up over rows, such as an age or a limit. */
    @JsonProperty("gauge")
    GAUGE,
    /** A level that adds up over rows, such as bytes or sessions; may fall. */
    @JsonProperty("sum")
    SUM,
    /**
     * Names the thing that the row is about: an attribute of all metrics of the row. The column's
     * name is the attribute's key.
     */
    @JsonProperty("identity")
    IDENTITY,
    /** A moment, µs since the Unix epoch. */
    @JsonProperty("time")
    TIME,
    /** When the counters of this row began, µs since the Unix epoch. */
    @JsonProperty("reset")
    RESET,
    /** Text or flag that is not an attribute of metrics. */
    @JsonProperty("info")
    INFO;

    /** As it stands in records and in the catalogue. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A column and the metric it feeds.
   *
   * @param unit of UCUM as OpenTelemetry writes it; null for what has none
   * @param metric name of the metric; null when the column is none
   * @param attributes of this column's points, beside the identity of the row
   */
  public record Column(
      String name, Kind kind, String unit, String metric, Map<String, String> attributes) {
    public Column {
      requireNonNull(name, "name");
      requireNonNull(kind, "kind");
      attributes = attributes == null ? Map.of() : Map.copyOf(attributes);
    }
  }
}
