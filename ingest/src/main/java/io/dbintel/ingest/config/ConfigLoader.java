package io.dbintel.ingest.config;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a configuration file. Strict: an unknown key is an error, and all errors come at once. */
public final class ConfigLoader {
  private static final ObjectMapper YAML =
      new ObjectMapper(
          YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());
  private static final Set<String> OWN_KAFKA_PROPERTIES =
      Set.of(
          "bootstrap.servers",
          "acks",
          "enable.idempotence",
          "key.serializer",
          "value.serializer",
          "compression.type",
          "buffer.memory",
          "delivery.timeout.ms",
          "transactional.id");

  private final Map<String, String> environment;
  private final References references;
  private final List<String> errors = new ArrayList<>();

  private ConfigLoader(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
    this.references = new References(environment);
  }

  /**
   * @throws ConfigException naming key, value and rule of everything that is wrong
   */
  public static IngestConfig load(Path file) throws ConfigException {
    String yaml;
    try {
      yaml = Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new ConfigException(
          List.of("configuration file " + file + ": must exist and be readable UTF-8 text"));
    }
    return parse(yaml, System.getenv());
  }

  static IngestConfig parse(String yaml, Map<String, String> environment) throws ConfigException {
    return new ConfigLoader(environment).build(tree(yaml));
  }

  private static ObjectNode tree(String yaml) throws ConfigException {
    try {
      JsonNode root = YAML.readTree(yaml);
      if (root instanceof ObjectNode mapping) {
        return mapping;
      }
    } catch (JacksonException invalid) {
      // The parser's message quotes the file, which may hold a password.
      JsonLocation location = invalid.getLocation();
      String place =
          location == null
              ? ""
              : ", line " + location.getLineNr() + ", column " + location.getColumnNr();
      throw new ConfigException(
          List.of("configuration file" + place + ": must be valid YAML without repeated keys"));
    }
    throw new ConfigException(
        List.of("configuration file: must be a mapping with kafka and targets"));
  }

  private IngestConfig build(ObjectNode root) throws ConfigException {
    JsonNode targetNodes = root.remove("targets");
    JsonNode defaultsNode = root.remove("defaults");
    Map<String, Secret> properties = kafkaProperties(root.get("kafka"));
    Section global = new Section("", references, errors).read(root, Options.GLOBAL);
    Section defaults = new Section("defaults", references, errors);
    if (defaultsNode instanceof ObjectNode mapping) {
      defaults.read(mapping, Options.SHARED);
    } else if (defaultsNode != null && !defaultsNode.isNull()) {
      errors.add("defaults: must be a mapping of options");
    }
    KafkaConfig kafka = kafka(global, properties);
    List<TargetConfig> targets = targets(targetNodes, defaults);
    String collector = value(Options.COLLECTOR_ID, global);
    if (!errors.isEmpty()) {
      throw new ConfigException(errors);
    }
    return new IngestConfig(collector, kafka, service(global), targets);
  }

  private Map<String, Secret> kafkaProperties(JsonNode kafka) {
    Map<String, Secret> properties = new HashMap<>();
    if (!(kafka instanceof ObjectNode mapping)) {
      return properties;
    }
    JsonNode given = mapping.remove("properties");
    if (given == null || given.isNull()) {
      return properties;
    }
    if (!given.isObject()) {
      errors.add(Options.KAFKA_PROPERTIES + ": must be a mapping of Kafka client settings");
      return properties;
    }
    for (Map.Entry<String, JsonNode> property : given.properties()) {
      kafkaProperty(property.getKey(), property.getValue())
          .ifPresent(value -> properties.put(property.getKey(), value));
    }
    return properties;
  }

  private Optional<Secret> kafkaProperty(String name, JsonNode value) {
    String path = Options.KAFKA_PROPERTIES + "." + name;
    if (OWN_KAFKA_PROPERTIES.contains(name)) {
      errors.add(path + ": must not be set here; dbintel sets it itself");
    } else if (!value.isValueNode()) {
      errors.add(path + ": must be a single value (quote keys that hold dots)");
    } else {
      try {
        return Optional.of(Given.of(value.asText(), references).secret());
      } catch (References.UnresolvedException unresolved) {
        errors.add(path + ": " + unresolved.getMessage());
      }
    }
    return Optional.empty();
  }

  private KafkaConfig kafka(Section global, Map<String, Secret> properties) {
    String servers = value(Options.BOOTSTRAP_SERVERS, global);
    return new KafkaConfig(
        servers == null ? "" : servers,
        value(Options.CREATE_TOPICS, global),
        value(Options.REPLICATION_FACTOR, global),
        value(Options.COMPRESSION, global),
        value(Options.BUFFER_BYTES, global),
        value(Options.DELIVERY_TIMEOUT, global),
        value(Options.FLUSH_TIMEOUT, global),
        properties);
  }

  private ServiceConfig service(Section global) {
    return new ServiceConfig(
        optional(ServiceOptions.STATE_DIRECTORY, global),
        value(ServiceOptions.SPOOL_MEGABYTES, global) * 1_048_576L,
        value(ServiceOptions.HEARTBEAT_INTERVAL, global),
        optional(ServiceOptions.HEALTH_ADDRESS, global).filter(address -> !address.equals("off")),
        optional(ServiceOptions.OTLP_LOGS_ADDRESS, global),
        optional(ServiceOptions.OTLP_LOGS_TOKEN, global),
        optional(ServiceOptions.TELEMETRY_ENDPOINT, global),
        value(ServiceOptions.TELEMETRY_INTERVAL, global));
  }

  private <T> Optional<T> optional(Option<T> option, Section section) {
    return Optional.ofNullable(value(option, section));
  }

  private List<TargetConfig> targets(JsonNode nodes, Section defaults) {
    if (nodes == null || !nodes.isArray() || nodes.isEmpty()) {
      errors.add("targets: must be a list of at least one target");
      return List.of();
    }
    TargetReader reader = new TargetReader(defaults, PassFile.usual(environment), errors);
    List<Option<?>> options = new ArrayList<>(Options.IDENTITY);
    options.addAll(Options.SHARED);
    for (int i = 0; i < nodes.size(); i++) {
      JsonNode node = nodes.get(i);
      String prefix = "targets[" + i + "]";
      if (!node.isObject()) {
        errors.add(prefix + ": must be a mapping of options");
        node = JsonNodeFactory.instance.objectNode();
      }
      reader.read(new Section(prefix, references, errors).read(node, options));
    }
    return reader.targets();
  }

  private <T> T value(Option<T> option, Section section) {
    return Values.of(option, section, section, errors);
  }
}
