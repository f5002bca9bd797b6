package io.dbintel.ingest.breaker;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code overrides.yaml} in the state directory, where an operator overrules breakers:
 *
 * <pre>
 * shop-1:
 *   sessions: open      # nothing runs
 *   statements: closed  # runs, whatever fails
 *   metrics: auto       # the breaker decides
 * </pre>
 *
 * A file with mistakes is ignored as a whole, with its mistakes in the log.
 */
public final class OverridesFile {
  private static final Logger LOG = LoggerFactory.getLogger(OverridesFile.class);
  private static final ObjectMapper YAML =
      new ObjectMapper(
          YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());

  private final Path file;
  private final Map<String, Set<String>> featuresByInstance;
  private String seen = "";

  /**
   * @param featuresByInstance what may be named in it
   */
  public OverridesFile(Path stateDirectory, Map<String, Set<String>> featuresByInstance) {
    this.file = stateDirectory.resolve("overrides.yaml");
    this.featuresByInstance = featuresByInstance;
  }

  /** By instance and feature, when the file is not the one that was read last, and is right. */
  public Optional<Map<String, Map<String, ManualOverride>>> changed() {
    try {
      String content = Files.readString(file);
      if (content.equals(seen)) {
        return Optional.empty();
      }
      seen = content;
      return parse(content);
    } catch (NoSuchFileException none) {
      boolean removed = !seen.isEmpty();
      seen = "";
      return removed ? Optional.of(Map.of()) : Optional.empty();
    } catch (IOException unreadable) {
      LOG.debug("{} cannot be read", file);
      return Optional.empty();
    }
  }

  private Optional<Map<String, Map<String, ManualOverride>>> parse(String content) {
    List<String> errors = new ArrayList<>();
    Map<String, Map<String, ManualOverride>> overrides = new HashMap<>();
    try {
      JsonNode root = YAML.readTree(content);
      if (root.isMissingNode() || root.isNull()) {
        return Optional.of(Map.of());
      }
      if (!root.isObject()) {
        errors.add("must be a mapping of instances");
      }
      root.properties()
          .forEach(
              entry ->
                  overrides.put(
                      entry.getKey(), features(entry.getKey(), entry.getValue(), errors)));
    } catch (JacksonException invalid) {
      errors.add("must be valid YAML without repeated keys");
    }
    if (errors.isEmpty()) {
      LOG.info("{}: overrides for {} instances are in force", file, overrides.size());
      return Optional.of(overrides);
    }
    LOG.error("{} is ignored: {}", file, String.join("; ", errors));
    return Optional.empty();
  }

  private Map<String, ManualOverride> features(
      String instance, JsonNode given, List<String> errors) {
    Set<String> known = featuresByInstance.get(instance);
    Map<String, ManualOverride> overrides = new HashMap<>();
    if (known == null || !given.isObject()) {
      errors.add(instance + ": must be a configured target with a mapping of features");
      return overrides;
    }
    for (Map.Entry<String, JsonNode> feature : given.properties()) {
      String place = instance + "." + feature.getKey();
      if (!known.contains(feature.getKey())) {
        errors.add(place + ": must be one of " + known);
        continue;
      }
      override(feature.getValue())
          .ifPresentOrElse(
              said -> overrides.put(feature.getKey(), said),
              () -> errors.add(place + ": must be open, closed or auto"));
    }
    return overrides;
  }

  private static Optional<ManualOverride> override(JsonNode value) {
    return Arrays.stream(ManualOverride.values())
        .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(value.textValue()))
        .findFirst();
  }
}
