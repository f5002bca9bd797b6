package io.dbintel.ingest.capabilities;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What must hold for a problem to be one, as {@code problems.yaml} describes it. A setting that is
 * not known fulfils no condition.
 */
final class Condition implements Predicate<Situation> {
  private static final Map<String, Function<JsonNode, Predicate<Situation>>> KINDS =
      Map.ofEntries(
          Map.entry("major_from", node -> on -> on.profile().major() >= node.asInt()),
          Map.entry("major_below", node -> on -> on.profile().major() < node.asInt()),
          Map.entry("replica", node -> on -> on.profile().replica() == node.asBoolean()),
          Map.entry("loaded", node -> on -> on.profile().preloaded().containsAll(words(node))),
          Map.entry("not_loaded", node -> none(node, ServerProfile::preloaded)),
          Map.entry(
              "installed",
              node -> on -> on.profile().extensions().keySet().containsAll(words(node))),
          Map.entry("not_installed", node -> none(node, profile -> profile.extensions().keySet())),
          Map.entry("granted", node -> on -> on.profile().grants().containsAll(words(node))),
          Map.entry("not_granted", node -> none(node, ServerProfile::grants)),
          Map.entry("trait", node -> on -> on.profile().traits().containsAll(words(node))),
          Map.entry("not_trait", node -> none(node, ServerProfile::traits)),
          Map.entry("older", Condition::older),
          Map.entry("is", node -> settings(node, (value, words) -> words.contains(value))),
          Map.entry("below", node -> settings(node, (value, bound) -> compare(value, bound) < 0)),
          Map.entry("above", node -> settings(node, (value, bound) -> compare(value, bound) > 0)),
          Map.entry(
              "has", node -> settings(node, (v, words) -> words.stream().anyMatch(v::contains))),
          Map.entry(
              "lacks", node -> settings(node, (v, words) -> words.stream().noneMatch(v::contains))),
          Map.entry(
              "unlike", node -> settings(node, (v, words) -> words.stream().noneMatch(v::matches))),
          Map.entry(
              "sslmode", node -> on -> words(node).contains(on.target().sslMode().toString())),
          Map.entry(
              "log_source",
              node -> on -> words(node).contains(on.target().signals().logs().source().toString())),
          Map.entry("not", node -> new Condition(node).negate()));

  private final List<Predicate<Situation>> parts = new ArrayList<>();

  /**
   * @throws IllegalArgumentException for a kind of condition that does not exist
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  Condition(JsonNode conditions) {
    for (Map.Entry<String, JsonNode> condition : conditions.properties()) {
      Function<JsonNode, Predicate<Situation>> kind = KINDS.get(condition.getKey());
      if (kind == null) {
        throw new IllegalArgumentException("There is no condition " + condition.getKey());
      }
      parts.add(kind.apply(condition.getValue()));
    }
  }

  @Override
  public boolean test(Situation situation) {
    return parts.stream().allMatch(part -> part.test(situation));
  }

  private static Predicate<Situation> none(
      JsonNode node, Function<ServerProfile, java.util.Set<String>> of) {
    List<String> words = words(node);
    return on -> words.stream().noneMatch(of.apply(on.profile())::contains);
  }

  private static Predicate<Situation> settings(
      JsonNode node, BiPredicate<String, List<String>> test) {
    Map<String, List<String>> wanted = new HashMap<>();
    node.properties().forEach(setting -> wanted.put(setting.getKey(), words(setting.getValue())));
    return on ->
        wanted.entrySet().stream()
            .allMatch(
                setting ->
                    on.profile()
                        .setting(setting.getKey())
                        .filter(value -> test.test(value, setting.getValue()))
                        .isPresent());
  }

  /** Extensions below the version that the release of the server brings. */
  private static Predicate<Situation> older(JsonNode node) {
    return on ->
        node.properties().stream()
            .allMatch(
                extension ->
                    isOlder(
                        on.profile().extensions().get(extension.getKey()),
                        Optional.ofNullable(
                            extension.getValue().get(Integer.toString(on.profile().major())))));
  }

  private static boolean isOlder(String version, Optional<JsonNode> brought) {
    return version != null
        && brought.isPresent()
        && Arrays.compare(numbers(version), numbers(brought.get().asText())) < 0;
  }

  private static int[] numbers(String version) {
    return Arrays.stream(version.split("\\D+", -1))
        .filter(part -> !part.isEmpty())
        .mapToInt(Integer::parseInt)
        .toArray();
  }

  private static int compare(String value, List<String> bound) {
    try {
      return Double.compare(Double.parseDouble(value), Double.parseDouble(bound.get(0)));
    } catch (NumberFormatException notANumber) {
      return 0;
    }
  }

  private static List<String> words(JsonNode node) {
    if (!node.isArray()) {
      return List.of(node.asText());
    }
    List<String> words = new ArrayList<>();
    node.forEach(word -> words.add(word.asText()));
    return List.copyOf(words);
  }
}
