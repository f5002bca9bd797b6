package io.dbintel.local.scrub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dbintel.udfs.pii.TextRules;
import io.dbintel.udfs.scrub.ScrubOptions;
import io.dbintel.udfs.scrub.Scrubber;
import io.dbintel.udfs.sql.SqlScrubber;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScrubStreamTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String GOOD = "{\"id\":1,\"kind\":\"sql\",\"text\":\"select 1\"}";

  private final ScrubStream stream = new ScrubStream(ScrubOptions.standard());

  @Test
  void everyKeyOfAnAnswerIsThere() throws IOException {
    assertThat(answers(GOOD).get(0))
        .isEqualTo(
            JSON.readTree(
                "{\"id\":1,\"text\":\"select ?\",\"fingerprint\":\""
                    + new SqlScrubber().scrub("select 1").fingerprintId()
                    + "\",\"summary\":\"SELECT\",\"truncated\":false,\"detections\":[{\"rule\":"
                    + "\"literal\",\"action\":\"redact\",\"count\":1}]}"));
  }

  @Test
  void kindsWithoutAFingerprintSayNull() throws IOException {
    JsonNode answer =
        answers("{\"kind\":\"text\",\"field\":\"app\",\"text\":\"ann@example.com\"}").get(0);

    assertThat(answer.has("id")).isFalse();
    assertThat(answer.get("text").asText()).isEqualTo("<email>");
    assertThat(answer.get("fingerprint").isNull()).isTrue();
    assertThat(answer.get("summary").isNull()).isTrue();
    assertThat(answer.get("detections").get(0).get("field").asText()).isEqualTo("app");
  }

  @Test
  void severalStatementsAreListed() throws IOException {
    JsonNode answer =
        answers("{\"kind\":\"sql\",\"text\":\"select 1 from a; delete from b\"}").get(0);

    assertThat(answer.get("statements")).hasSize(2);
    assertThat(answer.get("statements").get(1).get("summary").asText()).isEqualTo("DELETE b");
    assertThat(answer.get("statements").get(1).get("fingerprint").asText()).startsWith("v2:");
  }

  @Test
  void aDroppedTextIsNullAndSaysWhy() throws IOException {
    ScrubStream dropping =
        new ScrubStream(
            ScrubOptions.standard()
                .with(TextRules.parse("rules: [{detector: email, action: drop-record}]")));
    String line = "{\"kind\":\"text\",\"text\":\"ann@example.com\"}";
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    dropping.run(input(line), out);

    JsonNode answer = JSON.readTree(out.toByteArray());
    assertThat(answer.get("text").isNull()).isTrue();
    assertThat(answer.get("detections").get(0).get("action").asText()).isEqualTo("drop-record");
  }

  static List<List<String>> badLines() {
    return List.of(
        List.of("", "the line must be one JSON object in UTF-8: it is empty"),
        List.of("   ", "must be one JSON object"),
        List.of("planted", "must be one JSON object"),
        List.of("[\"planted\"]", "must be one JSON object"),
        List.of("\"planted\"", "must be one JSON object"),
        List.of("{\"kind\":\"sql\",\"text\":\"planted", "malformed at byte"),
        List.of("{\"kind\":\"sql\",\"text\":planted}", "malformed at byte"),
        List.of("{\"planted\"", "malformed at byte"),
        List.of("{\"kind\":\"sql\",\"text\":\"planted\"} planted", "malformed at byte"),
        List.of("{\"kind\":\"sql\",\"text\":\"planted\"} {}", "something follows the object"),
        List.of("{\"kind\":\"sql\"}", "text is missing: must be a string"),
        List.of("{\"text\":\"planted\"}", "kind is missing: must be one of sql, plan, log, text"),
        List.of("{}", "kind is missing", "text is missing"),
        List.of("{\"kind\":\"planted\",\"text\":\"x\"}", "kind is an unknown word of 7 characters"),
        List.of("{\"kind\":\"SQL\",\"text\":\"planted\"}", "kind is an unknown word"),
        List.of("{\"kind\":7,\"text\":\"planted\"}", "kind is a number"),
        List.of("{\"kind\":null,\"text\":\"planted\"}", "kind is null"),
        List.of("{\"kind\":\"sql\",\"text\":null}", "text is null: must be a string"),
        List.of("{\"kind\":\"sql\",\"text\":12345678}", "text is a number"),
        List.of("{\"kind\":\"sql\",\"text\":true}", "text is a boolean"),
        List.of("{\"kind\":\"sql\",\"text\":[\"planted\"]}", "text is an array"),
        List.of("{\"kind\":\"sql\",\"text\":{\"text\":\"planted\"}}", "text is an object"),
        List.of("{\"kind\":\"sql\",\"text\":\"a\",\"text\":\"planted\"}", "text is there twice"),
        List.of("{\"kind\":\"text\",\"text\":\"a\",\"field\":7}", "field is a number"),
        List.of("{\"id\":{\"planted\":1},\"kind\":\"sql\",\"text\":\"a\"}", "id is an object"),
        List.of("{\"id\":1.5,\"kind\":\"sql\",\"text\":\"a\"}", "id is a number: must be a string"),
        List.of(
            "{\"id\":\"" + "p".repeat(1025) + "\",\"kind\":\"sql\",\"text\":\"a\"}",
            "id has 1025 characters: must have at most 1024"),
        List.of(
            "{\"id\":[],\"kind\":[],\"text\":[]}",
            "id is an array",
            "kind is",
            "text is an array"));
  }

  @ParameterizedTest
  @MethodSource("badLines")
  void aBadLineIsAnsweredWithKeyAndRuleAndNothingOfWhatItHolds(List<String> lineAndMessages)
      throws IOException {
    List<JsonNode> answers = answers(GOOD, lineAndMessages.get(0), GOOD);

    assertThat(answers).hasSize(3);
    assertThat(answers.get(0)).isEqualTo(answers.get(2));
    assertThat(answers.get(0).get("text").asText()).isEqualTo("select ?");
    assertThat(answers.get(1).fieldNames()).toIterable().containsExactly("error");
    assertThat(answers.get(1).get("error").asText())
        .contains(lineAndMessages.subList(1, lineAndMessages.size()))
        .doesNotContain("planted", "12345678", "ppp");
    assertThat(stream.bad()).isEqualTo(1);
    assertThat(stream.lines()).isEqualTo(3);
  }

  @Test
  void aBadLineKeepsItsId() throws IOException {
    List<JsonNode> answers =
        answers(
            "{\"text\":1,\"kind\":\"sql\",\"id\":\"a\"}",
            "{\"id\":9007199254740993,\"kind\":\"x\"");

    assertThat(answers.get(0).get("id").asText()).isEqualTo("a");
    assertThat(answers.get(1).get("id").asLong()).isEqualTo(9007199254740993L);
  }

  @Test
  void bytesThatAreNoUtf8AreABadLine() throws IOException {
    byte[] line = "{\"kind\":\"text\",\"text\":\"xx\"}".getBytes(StandardCharsets.UTF_8);
    line[line.length - 3] = (byte) 0xff;
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    stream.run(new ByteArrayInputStream(line), out);

    assertThat(out.toString(StandardCharsets.UTF_8)).contains("malformed at byte");
  }

  @Test
  void aTextMayBeAsLongAsARecordAndNoLonger() throws IOException {
    String longest = "x".repeat(LineParser.LONGEST_TEXT);
    List<JsonNode> answers =
        answers(
            "{\"kind\":\"sql\",\"text\":\"" + longest + "\"}",
            "{\"id\":2,\"kind\":\"sql\",\"text\":\"" + longest + "x\"}",
            GOOD);

    assertThat(answers.get(0).has("text")).isTrue();
    assertThat(answers.get(1).get("id").asInt()).isEqualTo(2);
    assertThat(answers.get(1).get("error").asText())
        .isEqualTo("text has 16777217 characters: must have at most 16777216");
    assertThat(answers.get(2).get("text").asText()).isEqualTo("select ?");
  }

  @Test
  void aLineThatIsTooLongIsPassedOver() throws IOException {
    byte[] many = new byte[1 << 20];
    Arrays.fill(many, (byte) ' ');
    List<InputStream> parts = new ArrayList<>();
    for (int i = 0; i <= ScrubStream.LONGEST_LINE >> 20; i++) {
      parts.add(new ByteArrayInputStream(many));
    }
    parts.add(input("\n" + GOOD));
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    stream.run(new SequenceInputStream(Collections.enumeration(parts)), out);

    List<JsonNode> answers = read(out);
    assertThat(answers).hasSize(2);
    assertThat(answers.get(0).get("error").asText()).contains("too long", "67108864 bytes");
    assertThat(answers.get(1).get("text").asText()).isEqualTo("select ?");
  }

  @Test
  void answersComeInOrderOneForEachLine() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 5_000; i++) {
      String kind = List.of("sql", "plan", "log", "text", "bad").get(i % 5);
      lines.append(
          "{\"id\":%d,\"kind\":\"%s\",\"text\":\"a 'b'\\nc\\u2028\"}\n".formatted(i, kind));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    stream.run(input(lines.toString()), out);

    List<JsonNode> answers = read(out);
    assertThat(answers).hasSize(5_000);
    for (int i = 0; i < answers.size(); i++) {
      assertThat(answers.get(i).get("id").asInt()).isEqualTo(i);
      assertThat(answers.get(i).has("error")).isEqualTo(i % 5 == 4);
    }
    assertThat(stream.bad()).isEqualTo(1_000);
  }

  @Test
  void textsOfEveryScriptAndHalvesOfPairsComeBack() throws IOException {
    String line =
        "{\"id\":\"größe\",\"kind\":\"text\",\"text\":\"naïve 漢字 \\ud83d\\ude00 \\ud800"
            + " \\udc00x\"}";

    JsonNode answer = answers(line).get(0);

    assertThat(answer.get("id").asText()).isEqualTo("größe");
    assertThat(answer.get("text").asText()).isEqualTo("naïve 漢字 \ud83d\ude00 \ud800 \udc00x");
  }

  @Test
  void lineEndsOfWindowsAndAMissingLastOneAreFine() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    stream.run(input(GOOD + "\r\n" + GOOD), out);

    assertThat(read(out)).hasSize(2).allMatch(answer -> answer.has("text"));
    assertThat(out.toString(StandardCharsets.UTF_8)).endsWith("}\n");
  }

  @Test
  void noLinesNoAnswers() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    stream.run(input(""), out);

    assertThat(out.size()).isZero();
    assertThat(stream.lines()).isZero();
  }

  /** Whoever sends one line and waits for its answer must get it before the next read. */
  @Test
  void everyAnswerIsOutBeforeTheNextLineIsWaitedFor() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<Integer> answersBeforeRead = new ArrayList<>();
    InputStream oneLineARead =
        new InputStream() {
          private int lines;

          @Override
          public int read(byte[] buffer, int from, int length) {
            answersBeforeRead.add((int) out.toString(StandardCharsets.UTF_8).lines().count());
            if (lines++ == 3) {
              return -1;
            }
            byte[] line = (GOOD + "\n").getBytes(StandardCharsets.UTF_8);
            System.arraycopy(line, 0, buffer, from, line.length);
            return line.length;
          }

          @Override
          public int read() {
            throw new UnsupportedOperationException("read by the byte");
          }
        };

    stream.run(oneLineARead, out);

    assertThat(answersBeforeRead).containsExactly(0, 1, 2, 3);
  }

  /**
   * No text is known to do this to a scrubber; should one, it must not be shown nor end the run.
   */
  @Test
  void aTextThatAScrubberFailsOnIsLostAloneAndNotShown() throws IOException {
    AtomicInteger made = new AtomicInteger();
    ScrubStream failing =
        new ScrubStream(
            () -> {
              made.incrementAndGet();
              Scrubber scrubber = new Scrubber(ScrubOptions.standard());
              return (kind, field, text) -> {
                switch (text) {
                  case "planted 1" -> throw new IllegalStateException(text);
                  case "planted 2" -> throw new StackOverflowError(text);
                  case "planted 3" -> throw new OutOfMemoryError(text);
                  default -> {
                    return scrubber.scrub(kind, field, text);
                  }
                }
              };
            });
    String line = "{\"id\":%d,\"kind\":\"sql\",\"text\":\"planted %d\"}\n";
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    failing.run(
        input(line.formatted(1, 1) + line.formatted(2, 2) + line.formatted(3, 3) + GOOD), out);

    List<JsonNode> answers = read(out);
    assertThat(answers).hasSize(4);
    for (int i = 0; i < 3; i++) {
      assertThat(answers.get(i).get("id").asInt()).isEqualTo(i + 1);
      assertThat(answers.get(i).get("error").asText())
          .isEqualTo("text of kind sql could not be scrubbed");
    }
    assertThat(answers.get(3).get("text").asText()).isEqualTo("select ?");
    assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain("planted");
    assertThat(failing.bad()).isEqualTo(3);
    assertThat(made).hasValue(4);
  }

  @Test
  void aFailingOutputEndsTheRun() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        };

    assertThatThrownBy(() -> stream.run(input(GOOD), full))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("No space left");
  }

  private List<JsonNode> answers(String... lines) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    stream.run(input(String.join("\n", lines) + "\n"), out);
    return read(out);
  }

  private static List<JsonNode> read(ByteArrayOutputStream out) throws IOException {
    List<JsonNode> answers = new ArrayList<>();
    // Not lines(): a line separator of Unicode inside a text is no end of a line.
    for (String line : out.toString(StandardCharsets.UTF_8).split("\n", 0)) {
      answers.add(JSON.readTree(line));
    }
    return answers;
  }

  private static InputStream input(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
