package io.dbintel.schemas.statements;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The column catalogue of pg_stat_statements, read from {@code columns/pg_stat_statements.yaml}.
 *
 * <p>Counters have an ordinal that is their place in state and in masks; ordinals are append-only.
 */
public final class StatementColumns {
  private static final StatementColumns CATALOGUE = load();

  /** Number of counters, derived ones included. */
  public static final int COUNTERS = CATALOGUE.counters.size();

  public static final int CALLS = ordinal("calls");
  public static final int TOTAL_EXEC_TIME = ordinal("total_exec_time");
  public static final int PLANS = ordinal("plans");
  public static final int TOTAL_PLAN_TIME = ordinal("total_plan_time");
  public static final int EXEC_SUM_OF_SQUARES = ordinal("exec_time_sum_of_squares");
  public static final int PLAN_SUM_OF_SQUARES = ordinal("plan_time_sum_of_squares");

  private final List<StatementColumn> columns = new ArrayList<>();
  private final Map<String, StatementColumn> byName = new HashMap<>();
  private final List<StatementColumn> counters = new ArrayList<>();
  private final Map<Integer, String> extensionVersions = new HashMap<>();
  private boolean[] doubles;

  private StatementColumns() {}

  /** All columns, in catalogue order. */
  public static List<StatementColumn> all() {
    return List.copyOf(CATALOGUE.columns);
  }

  /** Counters and derived counters, by ordinal. */
  public static List<StatementColumn> counters() {
    return List.copyOf(CATALOGUE.counters);
  }

  public static StatementColumn counter(int ordinal) {
    return CATALOGUE.counters.get(ordinal);
  }

  /** Whether values of the counter are doubles (held as raw bits) rather than longs. */
  public static boolean isDouble(int ordinal) {
    return CATALOGUE.doubles[ordinal];
  }

  /** The column of this name, or of this name in an earlier version of the extension. */
  public static Optional<StatementColumn> named(String name) {
    return Optional.ofNullable(CATALOGUE.byName.get(name));
  }

  /** Ordinal of a counter that must exist. */
  public static int ordinal(String name) {
    StatementColumn column = CATALOGUE.byName.get(name);
    if (column == null || !column.counted()) {
      throw new IllegalArgumentException("No counter named " + name + " in the column catalogue");
    }
    return column.ordinal();
  }

  /** Columns that this version of the extension has under canonical names, texts left out. */
  public static List<StatementColumn> ofVersion(String extensionVersion) {
    return CATALOGUE.columns.stream()
        .filter(column -> column.kind() != StatementColumn.Kind.DERIVED)
        .filter(column -> column.kind() != StatementColumn.Kind.TEXT)
        .filter(column -> compareVersions(column.since(), extensionVersion) <= 0)
        .toList();
  }

  /** Version of the extension that a PostgreSQL major ships; empty for unknown majors. */
  public static Optional<String> extensionVersionOf(int serverMajor) {
    return Optional.ofNullable(CATALOGUE.extensionVersions.get(serverMajor));
  }

  private static int compareVersions(String left, String right) {
    String[] l = left.split("\\.", -1);
    String[] r = right.split("\\.", -1);
    int major = Integer.compare(Integer.parseInt(l[0]), Integer.parseInt(r[0]));
    return major != 0 ? major : Integer.compare(Integer.parseInt(l[1]), Integer.parseInt(r[1]));
  }

  private static StatementColumns load() {
    StatementColumns catalogue = new StatementColumns();
    try (InputStream yaml =
        StatementColumns.class.getResourceAsStream(
            "/io/dbintel/schemas/columns/pg_stat_statements.yaml")) {
      JsonNode root = new ObjectMapper(new YAMLFactory()).readTree(yaml);
      root.get("columns").forEach(node -> catalogue.add(column(node)));
      root.get("server_versions")
          .properties()
          .forEach(
              version ->
                  catalogue.extensionVersions.put(
                      Integer.valueOf(version.getKey()), version.getValue().asText()));
    } catch (IOException unreadable) {
      throw new UncheckedIOException("Cannot read the column catalogue", unreadable);
    }
    catalogue.finish();
    return catalogue;
  }

  private static StatementColumn column(JsonNode node) {
    List<String> aliases = new ArrayList<>();
    node.path("aliases").forEach(alias -> aliases.add(alias.asText()));
    return new StatementColumn(
        node.get("name").asText(),
        StatementColumn.Kind.valueOf(node.get("kind").asText().toUpperCase(Locale.ROOT)),
        StatementColumn.Type.valueOf(node.get("type").asText().toUpperCase(Locale.ROOT)),
        node.get("unit").asText(),
        node.get("since").asText(),
        node.path("ordinal").asInt(-1),
        List.copyOf(aliases));
  }

  private void add(StatementColumn column) {
    columns.add(column);
    byName.put(column.name(), column);
    column.aliases().forEach(alias -> byName.put(alias, column));
    if (column.counted()) {
      counters.add(column);
    }
  }

  private void finish() {
    counters.sort(Comparator.comparingInt(StatementColumn::ordinal));
    doubles = new boolean[counters.size()];
    for (int i = 0; i < doubles.length; i++) {
      if (counters.get(i).ordinal() != i) {
        throw new IllegalStateException("Ordinals of the column catalogue must be 0, 1, 2, …");
      }
      doubles[i] = counters.get(i).isDouble();
    }
  }
}
