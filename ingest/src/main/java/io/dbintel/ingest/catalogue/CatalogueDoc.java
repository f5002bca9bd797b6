package io.dbintel.ingest.catalogue;

import io.dbintel.schemas.raw.MetricsChunk.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Writes {@code docs/catalogue.md} from the built-in catalogue. */
public final class CatalogueDoc {
  private static final String INTRO =
      """
      # What is asked of a server

      <!-- Generated from the built-in catalogue; a test fails when it is stale. -->

      Each entry answers one question, its *category*, with one query. Of the entries of a category
      the one of highest priority whose requirements hold on a server is in use there; `./dbintel check`
      shows which one, and why the others are not. When an extension, a setting, a grant or the role in
      replication changes, the choice is made anew.

      Queries run one after the other over one connection, each in a read-only transaction with its own
      `statement_timeout` and `lock_timeout`. Entries of scope *database* are asked in each database, within
      `metrics.max_databases` and `metrics.visit_budget`; the next poll goes on where one ended. A query that
      takes long is asked less often: none takes more than a hundredth of the time. One that fails is published
      as failed and hurts no other; one that lacks a grant or a column is off until the server changes, or for
      an hour. Beyond `metrics.max_rows` the busiest rows stay, and one row named `other` adds up the rest (its
      counters can fall when a row joins or leaves it). Tables and indexes are never read, and relations that are
      exclusively locked are passed by.

      An *identity* column is an attribute of all metrics of its row. A *sum* is a level that adds up over rows.

      """;

  private static final String OWN =
      """

      ## Entries of your own

      `metrics.catalogue` names a YAML file in the same form. Names must not clash with those above. An entry may
      join a category above with a higher priority, or open a new one. The SQL must be one reading statement; it
      runs in a read-only transaction as the monitoring role. Unknown keys are errors, and all errors come at once.

      ```yaml
      entries:
        - name: queue_depth
          category: queue_depth
          description: Messages that wait in each queue.
          scope: database              # or server: once, in the configured database
          interval: 30s
          timeout: 500ms               # 2s by default
          priority: 10                 # the highest whose requirements hold is in use
          requires:                    # all optional
            servers: 14-               # 13-16, 18, -17
            extensions: {pgmq: "1.2-"} # or "*"
            preloaded: [pg_cron]
            settings: {track_functions: {equals: [pl, all]}, work_mem: {at_least: 4096}}
            grants: [pg_read_all_stats]
            role: primary              # or replica
            managed: {not_in: [aurora]} # or in
          busiest: waiting             # beyond metrics.max_rows the largest of this column stay
          sql: |
            SELECT queue, count(*) AS waiting FROM app.messages WHERE done IS NULL GROUP BY 1
          columns:
            - {name: queue, kind: identity}
            - {name: waiting, kind: sum, unit: "{message}", metric: app.queue.waiting}
      ```

      Kinds: counter (rises until a reset), sum (a level that adds up), gauge (a level that does not), identity, time,
      reset (when the row's counters began), info. `attributes` adds fixed attributes to a column's metric, `servers`
      limits a column to releases (a line of SQL does it with `-- servers: 14-` at its end), `free_text: true`
      sends an identity or info column through the scrubber with `scrub: edge`, and `emit: changes` publishes only
      rows that changed, and all of them every hour. `:max_rows` and `:schema(EXTENSION)` stand for the limit and for
      the schema of a required extension. A declared column that is absent fails the entry; one that is not declared
      is not published, and counted.
      """;

  private CatalogueDoc() {}

  /** Writes the page to the given file. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 1) {
      System.err.println("Usage: CatalogueDoc FILE");
      System.exit(2);
    }
    Files.writeString(Path.of(arguments[0]), markdown(), StandardCharsets.UTF_8);
  }

  /** The page. The same catalogue gives the same bytes. */
  public static String markdown() {
    StringBuilder page = new StringBuilder(INTRO);
    List<CatalogueEntry> entries = Catalogue.builtIn().entries();
    page.append(
        "## Overview\n\n| category | entry | scope | interval | needs |\n|---|---|---|---|---|\n");
    entries.forEach(entry -> page.append(overview(entry)));
    page.append("\n## What no server of the tests can run\n\n");
    for (CatalogueEntry entry : entries) {
      if (entry.untested() != null) {
        page.append("* `").append(entry.name()).append("`: ").append(entry.untested()).append('\n');
      }
    }
    page.append("* Rules for managed services: the test servers are none.\n\n## Entries\n");
    entries.forEach(entry -> entry(page, entry));
    return page.append(OWN).toString();
  }

  private static String overview(CatalogueEntry entry) {
    return "| %s | [%s](#%s) | %s | %s | %s |\n"
        .formatted(
            entry.category(),
            entry.name(),
            entry.name(),
            entry.scope().word(),
            entry.builtIn() ? "that of its signal" : Fields.format(entry.interval()),
            String.join(", ", entry.needs()));
  }

  private static void entry(StringBuilder page, CatalogueEntry entry) {
    page.append("\n### ").append(entry.name()).append("\n\n").append(entry.description());
    page.append("\n\nCategory ").append(entry.category());
    page.append(", priority ").append(entry.priority());
    page.append(", ").append(entry.kind().word());
    if (!entry.builtIn()) {
      page.append(", at most ").append(Fields.format(entry.timeout()));
    }
    page.append(entry.emit() == Emit.CHANGES ? ", changes only.\n" : ".\n");
    if (entry.fallback() != null) {
      page.append("\nLimits: ").append(entry.fallback()).append('\n');
    }
    if (entry.untested() != null) {
      page.append("\nUntested: ").append(entry.untested()).append('\n');
    }
    if (!entry.outputs().isEmpty()) {
      page.append("\n| column | kind | unit | metric | attributes | PostgreSQL |\n");
      page.append("|---|---|---|---|---|---|\n");
      entry.outputs().forEach(output -> page.append(column(output)));
    }
  }

  private static String column(OutputColumn output) {
    String attributes =
        output.column().attributes().entrySet().stream()
            .map(attribute -> attribute.getKey() + " = " + attribute.getValue())
            .sorted()
            .collect(Collectors.joining(", "));
    Kind kind = output.column().kind();
    return "| %s | %s | %s | %s | %s | %s |\n"
        .formatted(
            output.name(),
            kind.word() + (output.freeText() ? ", free text" : ""),
            code(output.column().unit()),
            code(output.column().metric()),
            attributes,
            output.servers().equals(VersionRange.ALL) ? "" : output.servers());
  }

  private static String code(String text) {
    return text == null ? "" : "`" + text + "`";
  }
}
