package io.dbintel.schemas.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.dbintel.schemas.topic.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Checks records against the JSON Schema of their topic, offline. */
public final class SchemaValidation {
  private static final String ID_PREFIX = "https://dbintel.io/schemas/";
  private static final String RESOURCES = "classpath:io/dbintel/schemas/json/";

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Map<Topic, JsonSchema> SCHEMAS = new ConcurrentHashMap<>();

  private SchemaValidation() {}

  /**
   * @throws AssertionError when the record breaks its schema, with every violation
   */
  public static void assertValid(Topic topic, byte[] record) {
    Set<ValidationMessage> violations = violations(topic, parse(topic, record));
    if (!violations.isEmpty()) {
      throw new AssertionError(
          "A record of " + topic.topicName() + " breaks its JSON Schema: " + violations);
    }
  }

  /** Whether the schema of the topic accepts the record. */
  public static boolean accepts(Topic topic, JsonNode record) {
    return violations(topic, record).isEmpty();
  }

  private static Set<ValidationMessage> violations(Topic topic, JsonNode record) {
    return SCHEMAS.computeIfAbsent(topic, SchemaValidation::load).validate(record);
  }

  private static JsonNode parse(Topic topic, byte[] record) {
    try {
      return MAPPER.readTree(record);
    } catch (IOException malformed) {
      throw new AssertionError(
          "A record of "
              + topic.topicName()
              + " is not JSON: "
              + new String(record, StandardCharsets.UTF_8),
          malformed);
    }
  }

  private static JsonSchema load(Topic topic) {
    String resource = topic.jsonSchemaResource().orElseThrow();
    JsonSchemaFactory factory =
        JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V202012,
            builder -> builder.schemaMappers(mappers -> mappers.mapPrefix(ID_PREFIX, RESOURCES)));
    String file = resource.substring(resource.lastIndexOf('/') + 1);
    return factory.getSchema(SchemaLocation.of(ID_PREFIX + file));
  }
}
