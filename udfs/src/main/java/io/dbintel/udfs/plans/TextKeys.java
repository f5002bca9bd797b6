package io.dbintel.udfs.plans;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What only the text format has, from the same file as {@link PlanKeys}. */
final class TextKeys {
  static final TextKeys CATALOGUE = new TextKeys(PlanKeys.resource().get("text"));

  private static final String NUMBER = "-?\\d{1,40}(?:\\.\\d{1,40})?";
  private static final Pattern FIGURE =
      Pattern.compile(NUMBER + "(?:\\.\\." + NUMBER + ")?(?:kB|MB|GB|B|b|ms|s|%)?");
  private static final Pattern BETWEEN_FIGURES = Pattern.compile("[ ,=:()]+");
  private static final Set<String> UNITS = Set.of("kB", "b", "bytes", "ms");

  private final Map<String, String> nodeTypes = new HashMap<>();
  private final List<String> nodesLongestFirst;
  private final Set<String> prefixes;
  private final Set<String> figures;
  private final Set<String> words;
  private final Set<String> expressions;

  private TextKeys(JsonNode text) {
    PlanKeys.CATALOGUE.nodeTypes().forEach(type -> nodeTypes.put(type, type));
    text.get("nodes")
        .properties()
        .forEach(node -> nodeTypes.put(node.getKey(), node.getValue().asText()));
    nodesLongestFirst =
        nodeTypes.keySet().stream()
            .sorted(Comparator.comparing(String::length).reversed().thenComparing(node -> node))
            .toList();
    prefixes = PlanKeys.words(text.get("prefixes"));
    figures = PlanKeys.words(text.get("figures"));
    words = PlanKeys.words(text.get("words"));
    expressions = PlanKeys.words(text.get("expressions"));
  }

  /** Nodes as written, so that no node comes after one that it starts with. */
  List<String> nodes() {
    return nodesLongestFirst;
  }

  /** The value of {@code Node Type} for a node as written. */
  String nodeType(String node) {
    return nodeTypes.get(node);
  }

  boolean isPrefix(String word) {
    return prefixes.contains(word);
  }

  boolean isFigures(String key) {
    return figures.contains(key);
  }

  boolean isExpression(String key) {
    return expressions.contains(key);
  }

  /** Whether a value holds nothing but numbers with units and known words. */
  boolean areFigures(String value) {
    return BETWEEN_FIGURES
        .splitAsStream(value)
        .allMatch(
            word ->
                word.isEmpty()
                    || words.contains(word)
                    || UNITS.contains(word)
                    || FIGURE.matcher(word).matches());
  }
}
