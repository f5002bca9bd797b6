package io.dbintel.udfs.logs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the shape of a text by its first word, the most certain shapes first. */
final class ShapeIndex {
  private static final int MAX_WORD = 40;

  private final Map<String, List<Shape>> byFirstWord = new HashMap<>();
  private final List<Shape> withoutFirstWord = new ArrayList<>();

  ShapeIndex(List<Shape> shapes) {
    List<Shape> ordered = new ArrayList<>(shapes);
    ordered.sort(Comparator.comparingInt(Shape::weight).reversed());
    for (Shape shape : ordered) {
      String start = shape.start();
      if (shape.hasHoles() && start.indexOf(' ') < 0) {
        withoutFirstWord.add(shape);
      } else {
        byFirstWord.computeIfAbsent(firstWord(start), word -> new ArrayList<>()).add(shape);
      }
    }
  }

  /** The text rewritten by the first shape that it has; null when it has none. */
  String rewrite(String text, HoleRules rules) {
    String found = rewrite(text, rules, byFirstWord.getOrDefault(firstWord(text), List.of()));
    return found != null ? found : rewrite(text, rules, withoutFirstWord);
  }

  private static String rewrite(String text, HoleRules rules, List<Shape> shapes) {
    for (Shape shape : shapes) {
      String found = shape.rewrite(text, rules);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static String firstWord(String text) {
    int end = 0;
    while (end < text.length() && end < MAX_WORD && text.charAt(end) != ' ') {
      end++;
    }
    return text.substring(0, end);
  }
}
