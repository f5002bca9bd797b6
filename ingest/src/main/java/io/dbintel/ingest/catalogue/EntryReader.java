package io.dbintel.ingest.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads one entry of a catalogue. */
final class EntryReader {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");
  private static final String NAME_RULE =
      "must be 1 to 63 lower-case letters, digits or _ and start with a letter";
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration DEFAULT_LOCK_TIMEOUT = Duration.ofMillis(100);
  private static final Duration LEAST_INTERVAL = Duration.ofSeconds(1);
  private static final Duration MOST_INTERVAL = Duration.ofHours(24);
  private static final Duration LEAST_TIMEOUT = Duration.ofMillis(10);
  private static final Duration MOST_TIMEOUT = Duration.ofSeconds(30);

  private final Fields fields;
  private final boolean own;

  EntryReader(Fields fields, boolean own) {
    this.fields = fields;
    this.own = own;
  }

  /** The entry as far as it can be read; what is wrong with it is among the errors. */
  CatalogueEntry read() {
    String name = fields.name("name", NAME, NAME_RULE);
    String category = fields.name("category", NAME, NAME_RULE);
    boolean builtIn = !own && fields.flag("built_in");
    Requirements requirements = new RequirementsReader(fields.nested("requires")).read();
    List<OutputColumn> outputs = columns();
    CatalogueEntry entry =
        new CatalogueEntry(
            name,
            category,
            fields.required("description").strip(),
            fields.text("untested").map(String::strip).orElse(null),
            fields.text("fallback").map(String::strip).orElse(null),
            fields.number("priority", 10, 0, 1000),
            fields.oneOf("scope", Scope.class, builtIn ? Scope.SERVER : null),
            fields.oneOf("kind", SourceKind.class, SourceKind.CUMULATIVE),
            requirements,
            interval(builtIn),
            fields.duration("timeout", DEFAULT_TIMEOUT, LEAST_TIMEOUT, MOST_TIMEOUT),
            fields.duration("lock_timeout", DEFAULT_LOCK_TIMEOUT, LEAST_TIMEOUT, MOST_TIMEOUT),
            sql(builtIn, requirements),
            fields.text("busiest").orElse(null),
            fields.oneOf("emit", Emit.class, Emit.ALL),
            outputs,
            own);
    check(entry, builtIn);
    fields.finish();
    return entry;
  }

  private Duration interval(boolean builtIn) {
    if (!builtIn && fields.text("interval").isEmpty()) {
      fields.error("interval", "is missing and required");
    }
    return fields.duration("interval", Duration.ofMinutes(1), LEAST_INTERVAL, MOST_INTERVAL);
  }

  private String sql(boolean builtIn, Requirements requirements) {
    Optional<String> sql = fields.text("sql");
    if (builtIn) {
      sql.ifPresent(given -> fields.error("sql", "must not stand in an entry that is built in"));
      return null;
    }
    String text = sql.orElse("");
    if (text.isEmpty()) {
      fields.error("sql", "is missing and required");
      return text;
    }
    SqlText.error(text).ifPresent(rule -> fields.error("sql", rule));
    SqlTemplate.errors(text, requirements).forEach(error -> fields.error("sql", error));
    return text;
  }

  private void check(CatalogueEntry entry, boolean builtIn) {
    if (entry.outputs().isEmpty() && !builtIn) {
      fields.error("columns", "must be a list of at least one column");
    }
    if (entry.busiest() != null && entry.output(entry.busiest()).isEmpty()) {
      fields.error("busiest", "\"" + entry.busiest() + "\" must be one of columns");
    }
    if (entry.emit() == Emit.CHANGES && entry.busiest() != null) {
      fields.error("busiest", "must not stand beside emit: changes");
    }
  }

  private List<OutputColumn> columns() {
    List<OutputColumn> columns = new ArrayList<>();
    Set<String> names = new HashSet<>();
    List<JsonNode> nodes = fields.list("columns");
    for (int i = 0; i < nodes.size(); i++) {
      if (!(nodes.get(i) instanceof ObjectNode mapping)) {
        fields.error("columns[" + i + "]", "must be a mapping");
        continue;
      }
      OutputColumn column = new ColumnReader(fields.under("columns[" + i + "]", mapping)).read();
      columns.add(column);
      if (!names.add(column.name())) {
        fields.error("columns[" + i + "]", "\"" + column.name() + "\" must not stand twice");
      }
    }
    return columns;
  }
}
