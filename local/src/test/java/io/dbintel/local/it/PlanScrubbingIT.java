package io.dbintel.local.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.dbintel.local.postgres.EmbeddedPostgresServer;
import io.dbintel.udfs.plans.PlanFormat;
import io.dbintel.udfs.plans.PlanScrubber;
import io.dbintel.udfs.plans.ScrubbedPlan;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;

/** Plans of real servers with planted secrets: data goes, structure, types and names stay. */
class PlanScrubbingIT {
  private static final Set<String> NODE_TYPES =
      Set.of(
          "Result",
          "ProjectSet",
          "ModifyTable",
          "Append",
          "Merge Append",
          "Recursive Union",
          "BitmapAnd",
          "BitmapOr",
          "Nested Loop",
          "Merge Join",
          "Hash Join",
          "Seq Scan",
          "Sample Scan",
          "Gather",
          "Index Scan",
          "Index Only Scan",
          "Bitmap Index Scan",
          "Bitmap Heap Scan",
          "Tid Scan",
          "Subquery Scan",
          "Function Scan",
          "Table Function Scan",
          "Values Scan",
          "CTE Scan",
          "WorkTable Scan",
          "Materialize",
          "Sort",
          "Incremental Sort",
          "Aggregate",
          "WindowAgg",
          "Unique",
          "SetOp",
          "LockRows",
          "Limit",
          "Hash");
  private static final List<String> NAMES =
      List.of("Relation Name", "Schema", "Alias", "Index Name", "CTE Name", "Function Name");
  private static final List<String> EXPRESSIONS =
      List.of(
          "Output", "Filter", "Index Cond", "Hash Cond", "Merge Cond", "Sort Key", "Join Filter");
  private static final Pattern WORD = Pattern.compile("[a-z_]+(_?[0-9]{1,4})?");
  private static final Pattern COLUMN =
      Pattern.compile("\\b(email|note|card|customer_id|placed)\\b");
  private static final Pattern DATA =
      Pattern.compile("\"[^\"]*\"|E'(?:[^'\\\\]|\\\\.|'')*'|'(?:[^']|'')*'");
  private static final Pattern DIGITS = Pattern.compile("91827\\d*");

  private final PlanScrubber scrubber = new PlanScrubber();

  @ParameterizedTest
  @ValueSource(ints = {13, 14, 15, 16, 17, 18})
  void nothingPersonalAndAllOfTheStructureLeaves(int major) throws Exception {
    try (EmbeddedPostgresServer server = server(major);
        ServerPlans plans = new ServerPlans(server)) {
      server.execute(PlanStatement.schema());
      List<PlanStatement> statements = PlanStatement.of(major);
      assertThat(statements).hasSizeGreaterThan(60);
      Set<String> nodeTypes = new TreeSet<>();
      for (PlanStatement statement : statements) {
        nodeTypes.addAll(checkAllFormats(plans, statement, options(major)));
        check(plans.explain(statement, "COSTS OFF", "TEXT"), PlanFormat.TEXT);
      }
      assertThat(nodeTypes).containsAll(NODE_TYPES);
      if (major >= 14) {
        assertThat(nodeTypes).contains("Memoize", "Tid Range Scan");
      }
      if (major >= 15) {
        assertSettingsAreKnown(server);
      }
      for (PlanFormat format : PlanFormat.values()) {
        checkLog(plans.logged(statements, format.name()), statements.size(), format);
      }
    }
  }

  private static EmbeddedPostgresServer server(int major) {
    return EmbeddedPostgresServer.start(
        major,
        major >= 14
            ? Map.of("log_line_prefix", "%m [%p] ", "compute_query_id", "on")
            : Map.of("log_line_prefix", "%m [%p] "));
  }

  private static String options(int major) {
    String options = "ANALYZE, VERBOSE, BUFFERS, SETTINGS, WAL";
    return major >= 17 ? options + ", SERIALIZE TEXT, MEMORY" : options;
  }

  /** Those that the server itself says EXPLAIN shows. */
  private void assertSettingsAreKnown(EmbeddedPostgresServer server) {
    String shown =
        "SELECT name FROM pg_settings WHERE 'EXPLAIN' = ANY (pg_settings_get_flags(name))";
    for (List<String> setting : server.query("postgres", shown)) {
      String plan = "{\"Settings\": {\"%s\": \"on\"}}".formatted(setting.get(0));
      assertThat(scrubber.scrub(plan).text()).isEqualTo(plan);
    }
  }

  /** The types of the plan's nodes. */
  private Set<String> checkAllFormats(ServerPlans plans, PlanStatement statement, String options)
      throws Exception {
    String json = plans.explain(statement, options, "JSON");
    ScrubbedPlan fromJson = check(json, PlanFormat.JSON);
    List<String> nodeTypes = nodeTypes(fromJson.text());
    assertThat(nodeTypes).isEqualTo(nodeTypes(json)).isNotEmpty();

    ScrubbedPlan fromYaml = check(plans.explain(statement, options, "YAML"), PlanFormat.YAML);
    ScrubbedPlan fromXml = check(plans.explain(statement, options, "XML"), PlanFormat.XML);
    assertThat(occurrences(fromYaml.text(), "Node Type: \"")).isEqualTo(nodeTypes.size());
    assertThat(occurrences(fromXml.text(), "<Node-Type>")).isEqualTo(nodeTypes.size());

    String text = plans.explain(statement, options, "TEXT");
    ScrubbedPlan fromText = check(text, PlanFormat.TEXT);
    assertThat(occurrences(fromText.text(), "  (cost=")).as(text).isEqualTo(nodeTypes.size());
    assertNamesStay(json, fromJson.text());
    assertColumnsStay(json, fromJson.text());
    return new TreeSet<>(nodeTypes);
  }

  private static void assertNamesStay(String plan, String scrubbed) throws IOException {
    for (String key : NAMES) {
      List<String> before = values(plan, key);
      List<String> after = values(scrubbed, key);
      assertThat(after).hasSameSizeAs(before);
      for (int i = 0; i < before.size(); i++) {
        if (WORD.matcher(before.get(i)).matches()) {
          assertThat(after.get(i)).isEqualTo(before.get(i));
        }
      }
    }
  }

  private static void assertColumnsStay(String plan, String scrubbed) throws IOException {
    for (String key : EXPRESSIONS) {
      String before = DATA.matcher(String.join("\n", values(plan, key))).replaceAll("");
      assertThat(columns(String.join("\n", values(scrubbed, key))))
          .as(key + plan)
          .isEqualTo(columns(before));
    }
  }

  private static List<String> columns(String expressions) {
    return COLUMN.matcher(expressions).results().map(MatchResult::group).toList();
  }

  /** All values of a key, the parts of lists one by one. */
  private static List<String> values(String json, String key) throws IOException {
    List<String> values = new ArrayList<>();
    for (JsonNode value : new ObjectMapper().readTree(json).findValues(key)) {
      if (value.isArray()) {
        value.forEach(item -> values.add(item.asText()));
      } else {
        values.add(value.asText());
      }
    }
    return values;
  }

  private void checkLog(List<String> entries, int atLeast, PlanFormat format) throws Exception {
    assertThat(entries).hasSizeGreaterThan(atLeast);
    for (String entry : entries) {
      ScrubbedPlan scrubbed = check(entry, format);
      assertThat(scrubbed.query()).as(entry).isPresent();
      assertThat(scrubbed.text()).startsWith("duration: ");
    }
  }

  private ScrubbedPlan check(String plan, PlanFormat format) throws Exception {
    ScrubbedPlan scrubbed = scrubber.scrub(plan);
    String both = plan + "\n=>\n" + scrubbed.text();
    assertThat(scrubbed.format()).as(both).isEqualTo(format);
    assertThat(scrubbed.dropped()).as(both).isZero();
    assertThat(scrubbed.truncated()).as(both).isFalse();
    assertThat(scrubbed.text()).as(plan).doesNotContainIgnoringCase(PlanStatement.SECRET);
    assertThat(DIGITS.matcher(scrubbed.text()).find()).as(both).isFalse();
    assertThat(scrubber.scrub(scrubbed.text()).text()).as(plan).isEqualTo(scrubbed.text());
    assertValid(withoutPrefix(scrubbed.text()), format);
    return scrubbed;
  }

  private static String withoutPrefix(String plan) {
    return plan.startsWith("duration: ") ? plan.substring(plan.indexOf('\n') + 1) : plan;
  }

  private static void assertValid(String plan, PlanFormat format) throws Exception {
    switch (format) {
      case JSON ->
          new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).readTree(plan);
      case YAML -> assertThat(new YAMLMapper().readTree(plan).isContainerNode()).isTrue();
      case XML ->
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(plan)));
      case TEXT -> assertThat(plan).doesNotContain("\t");
    }
  }

  private static List<String> nodeTypes(String json) throws IOException {
    return values(json, "Node Type");
  }

  private static int occurrences(String text, String part) {
    int count = 0;
    for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
      count++;
    }
    return count;
  }
}
