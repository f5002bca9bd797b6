package io.dbintel.local.fingerprints;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The run of each release, made when first asked for, and the figures taken from it. */
final class Runs {
  private final Map<Integer, MajorRun> byMajor = new TreeMap<>();
  private final Map<Integer, List<String>> figures = new TreeMap<>();
  private final Scrubs scrubs = new Scrubs();

  MajorRun of(int major) {
    return byMajor.computeIfAbsent(major, MajorRun::on);
  }

  Scrubs scrubs() {
    return scrubs;
  }

  void note(int major, String figure, Object... values) {
    figures
        .computeIfAbsent(major, key -> new ArrayList<>())
        .add(String.format(Locale.ROOT, "PostgreSQL %d: " + figure, prefixed(major, values)));
  }

  /** One line per figure, by release. */
  List<String> figures() {
    return figures.values().stream().flatMap(List::stream).toList();
  }

  private static Object[] prefixed(int major, Object[] values) {
    List<Object> all = new ArrayList<>(List.of(major));
    all.addAll(List.of(values));
    return all.toArray();
  }
}
