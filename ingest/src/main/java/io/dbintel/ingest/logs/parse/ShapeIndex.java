package io.dbintel.ingest.logs.parse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Finds the shapes of a text by its first word, those that say most first.
 *
 * @param <T> what a shape stands for
 */
final class ShapeIndex<T> {
  private static final int LONGEST_WORD = 40;

  private final Map<String, List<T>> byFirstWord = new HashMap<>();
  private final List<T> others = new ArrayList<>();

  ShapeIndex(List<T> entries, Function<T, MessageShape> shapes) {
    List<T> ordered = new ArrayList<>(entries);
    ordered.sort(Comparator.comparingInt((T entry) -> shapes.apply(entry).weight()).reversed());
    for (T entry : ordered) {
      MessageShape shape = shapes.apply(entry);
      if (shape.hasHoles() && shape.start().indexOf(' ') < 0) {
        others.add(entry);
      } else {
        byFirstWord.computeIfAbsent(firstWord(shape.start()), word -> new ArrayList<>()).add(entry);
      }
    }
  }

  boolean isEmpty() {
    return byFirstWord.isEmpty() && others.isEmpty();
  }

  /** What a text that begins so may be. */
  List<T> candidates(String text) {
    return byFirstWord.getOrDefault(firstWord(text), others);
  }

  /** What a text may be whose first word begins with a hole. */
  List<T> others() {
    return others;
  }

  private static String firstWord(String text) {
    int end = 0;
    while (end < text.length() && end < LONGEST_WORD && text.charAt(end) != ' ') {
      end++;
    }
    return text.substring(0, end);
  }
}
