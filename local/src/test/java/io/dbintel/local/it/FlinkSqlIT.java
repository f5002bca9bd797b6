package io.dbintel.local.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dbintel.local.BuildOutput;
import io.dbintel.local.kafka.EmbeddedKafka;
import io.dbintel.schemas.topic.Topic;
import io.dbintel.udfs.sql.ScrubbedSql;
import io.dbintel.udfs.sql.SqlScrubber;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the SQL of docs/flink-sql.md as it stands there, over topics in which secrets are planted.
 * It runs in a process of its own, with Flink's jars and the jobs' jar and nothing else, as a SQL
 * client does: the planner and the broker here need different releases of Scala.
 */
class FlinkSqlIT {
  private static final Path DOC = Path.of("..", "docs", "flink-sql.md");
  private static final Path GOLDEN =
      Path.of("..", "schemas", "src", "test", "resources", "golden", "query-texts.json");
  private static final Pattern BLOCK = Pattern.compile("```sql\\n(.*?)```", Pattern.DOTALL);
  private static final String DOCUMENTED_SERVERS = "kafka-1:9092";
  private static final int STATEMENTS = 10;
  private static final int DEADLINE_SECONDS = 240;
  private static final String QUERY_TEXTS = Topic.RAW_QUERY_TEXTS.topicName();

  private static final String[] SECRETS = {
    "ann@", "4111111111111111", "hunter2", "Planted", "planted"
  };
  private static final String ORDERS = "SELECT * FROM orders WHERE card = '4111111111111111'";
  private static final String ROLE = "ALTER ROLE app PASSWORD 'hunter2'";
  private static final String CUT = "SELECT name FROM users WHERE email = 'ann@exam";
  private static final String LOG =
      "2026-01-31 10:00:00.123 UTC [77] DETAIL:  Key (email)=(ann@example.com) already exists.";
  private static final String PLAN =
      "{\"Plan\": {\"Node Type\": \"Seq Scan\", \"Relation Name\": \"users\", \"Planted\":"
          + " \"hunter2\", \"Filter\": \"(email = 'ann@example.com'::text)\"}}";

  @TempDir private Path folder;

  @Test
  void theDocumentedSqlScrubsWhatIsInTheTopics() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
      publish(kafka);

      List<String> output = run(script(kafka.bootstrapServers()));

      assertThat(output.stream().filter(line -> line.startsWith("+I[")))
          .as(String.join("\n", output))
          .containsExactlyInAnyOrder(
              statement(1, new SqlScrubber().scrub(ORDERS), "SELECT orders"),
              statement(
                  2, new SqlScrubber().scrub(ROLE), new SqlScrubber().summary(ROLE).summary()),
              statement(3, new SqlScrubber().scrub(CUT, true), "SELECT users"),
              "+I[2026-01-31 10:00:00.123 UTC [77] DETAIL:  Key (email)=(<email>) already exists.,"
                  + " {email=1}, 1]",
              "+I[SELECT * FROM orders WHERE id = ?]");
      assertThat(String.join("\n", output)).doesNotContain(SECRETS);
      checkScrubbedTopic(kafka);
    }
  }

  private static void publish(EmbeddedKafka kafka) throws IOException {
    for (String topic : List.of(QUERY_TEXTS, "postgres.log", "postgres.plans", "postgres.clean")) {
      kafka.clients().createTopic(topic, 2, Map.of());
    }
    kafka.clients().publish(QUERY_TEXTS, bytes("shop-1"), queryTexts());
    kafka.clients().publish("postgres.log", bytes("shop-1"), bytes(LOG));
    kafka.clients().publish("postgres.plans", bytes("shop-1"), bytes(PLAN));
  }

  /** The record of the golden file with other texts in it. */
  private static byte[] queryTexts() throws IOException {
    ObjectMapper json = new ObjectMapper();
    ObjectNode record = (ObjectNode) json.readTree(GOLDEN.toFile());
    record.put("instance", "shop-1");
    ArrayNode texts = record.putArray("texts");
    add(texts, 1, ORDERS, false);
    add(texts, 2, ROLE, false);
    add(texts, 3, CUT, true);
    return json.writeValueAsBytes(record);
  }

  private static void add(ArrayNode texts, long queryId, String text, boolean truncated) {
    texts
        .addObject()
        .put("userid", 10)
        .put("dbid", 5)
        .put("queryid", queryId)
        .put("text", text)
        .put("truncated", truncated);
  }

  private static String statement(long queryId, ScrubbedSql scrubbed, String summary) {
    return "+I[shop-1, %d, %s, %s, %s]"
        .formatted(queryId, scrubbed.fingerprintId(), summary, scrubbed.text());
  }

  private static void checkScrubbedTopic(EmbeddedKafka kafka) {
    List<String> clean =
        kafka.clients().readAll("postgres.clean").stream()
            .map(item -> new String(item.value(), StandardCharsets.UTF_8))
            .toList();
    assertThat(clean)
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).doesNotContain(SECRETS))
        .anySatisfy(line -> assertThat(line).contains("log", "Key (email)=(?) already exists."))
        .anySatisfy(line -> assertThat(line).contains("plan", "Seq Scan", "users", "Filter"));
  }

  /** The statements of the page in order, with the address of this broker. */
  private Path script(String bootstrapServers) throws IOException {
    StringBuilder script = new StringBuilder();
    Matcher blocks = BLOCK.matcher(Files.readString(DOC));
    while (blocks.find()) {
      script.append(blocks.group(1).replace(DOCUMENTED_SERVERS, bootstrapServers));
    }
    assertThat(script.toString().split(SqlScript.END, 0)).hasSize(STATEMENTS);
    return Files.writeString(folder.resolve("script.sql"), script);
  }

  /** What the process prints, logs included; it must end well. */
  private List<String> run(Path script) throws IOException, InterruptedException {
    Path output = folder.resolve("output.txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx1g");
    command.addAll(BuildOutput.jvmOpens());
    command.addAll(List.of("-cp", classpath(), SqlScript.class.getName(), script.toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    List<String> lines = Files.readAllLines(output);
    assertThat(process.exitValue()).as(String.join("\n", lines)).isZero();
    return lines;
  }

  private static String classpath() {
    return String.join(
        File.pathSeparator,
        BuildOutput.directory("flink-lib") + File.separator + "*",
        BuildOutput.directory("flink-sql") + File.separator + "*",
        BuildOutput.jobsJar().toString(),
        BuildOutput.directory("test-classes").toString());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
