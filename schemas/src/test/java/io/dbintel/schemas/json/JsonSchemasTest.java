package io.dbintel.schemas.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dbintel.schemas.deadletter.Reason;
import io.dbintel.schemas.statements.StatementsChunkWriter;
import io.dbintel.schemas.testing.Golden;
import io.dbintel.schemas.testing.Samples;
import io.dbintel.schemas.testing.SchemaValidation;
import io.dbintel.schemas.testing.WireForm;
import io.dbintel.schemas.topic.Topic;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSchemasTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @ParameterizedTest
  @EnumSource(WireForm.class)
  void whatIsWrittenEqualsTheGoldenFileAndValidates(WireForm form) {
    byte[] written = form.sample();
    SchemaValidation.assertValid(form.topic(), written);
    Golden.assertMatches(form.name().toLowerCase(Locale.ROOT).replace('_', '-') + ".json", written);
  }

  @Test
  void aFailedPollEqualsTheGoldenFileAndValidates() {
    byte[] written =
        StatementsChunkWriter.write(
            Samples.failedEnvelope(), Samples.failedPoll(), List.of(), List.of());
    SchemaValidation.assertValid(Topic.RAW_STATEMENTS, written);
    Golden.assertMatches("statements-chunk-failed.json", written);
  }

  @ParameterizedTest
  @EnumSource(WireForm.class)
  void unknownFieldsAreValid(WireForm form) throws IOException {
    ObjectNode record = (ObjectNode) MAPPER.readTree(form.sample());
    record.putObject("field_of_tomorrow").put("a", 1);
    assertThat(SchemaValidation.accepts(form.topic(), record)).isTrue();
  }

  @ParameterizedTest
  @EnumSource(WireForm.class)
  void aRecordWithoutItsVersionOrWithATextForItIsRefused(WireForm form) throws IOException {
    ObjectNode without = (ObjectNode) MAPPER.readTree(form.sample());
    without.remove("schema_version");
    assertThat(SchemaValidation.accepts(form.topic(), without)).isFalse();
    without.put("schema_version", "1");
    assertThat(SchemaValidation.accepts(form.topic(), without)).isFalse();
  }

  @Test
  void theAssertionNamesTheViolation() {
    assertThatThrownBy(() -> SchemaValidation.assertValid(Topic.DEADLETTER, new byte[] {'{', '}'}))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("dbintel.deadletter")
        .hasMessageContaining("reason");
    assertThatThrownBy(() -> SchemaValidation.assertValid(Topic.DEADLETTER, new byte[] {'{'}))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void deadLettersKnowEveryReason() throws IOException {
    List<String> words = new ArrayList<>();
    schema("dead-letter").at("/properties/reason/enum").forEach(word -> words.add(word.asText()));
    assertThat(words)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Reason.values()).map(Reason::word).toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "envelope",
        "statements-chunk",
        "query-texts",
        "interval-chunk",
        "metric-batch",
        "event-batch",
        "dead-letter"
      })
  void everyFieldHasATitleAndADescription(String name) throws IOException {
    JsonNode schema = schema(name);
    assertThat(schema.path("$schema").asText()).contains("draft/2020-12");
    assertThat(schema.path("$id").asText()).endsWith("/" + name + ".schema.json");
    List<String> fields = new ArrayList<>();
    List<String> undescribed = new ArrayList<>();
    collect(schema, "", fields, undescribed);
    assertThat(fields).hasSizeGreaterThan(2);
    assertThat(undescribed).isEmpty();
  }

  private static void collect(
      JsonNode schema, String path, List<String> fields, List<String> undescribed) {
    schema
        .properties()
        .forEach(
            entry -> {
              // Conditions narrow fields that are described where they are declared.
              boolean condition = List.of("if", "then", "else").contains(entry.getKey());
              if (entry.getKey().equals("properties")) {
                entry
                    .getValue()
                    .properties()
                    .forEach(field -> describe(field, path, fields, undescribed));
              }
              if (!condition) {
                collect(entry.getValue(), path + "/" + entry.getKey(), fields, undescribed);
              }
            });
    if (schema.isArray()) {
      schema.forEach(item -> collect(item, path + "[]", fields, undescribed));
    }
  }

  private static void describe(
      Map.Entry<String, JsonNode> field,
      String path,
      List<String> fields,
      List<String> undescribed) {
    fields.add(path + "/" + field.getKey());
    if (!field.getValue().has("title") || !field.getValue().has("description")) {
      undescribed.add(path + "/" + field.getKey());
    }
  }

  private static JsonNode schema(String name) throws IOException {
    try (InputStream in =
        Json.class.getResourceAsStream("/io/dbintel/schemas/json/" + name + ".schema.json")) {
      return MAPPER.readTree(in);
    }
  }
}
