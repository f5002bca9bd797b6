package io.dbintel.ingest.catalogue;

import io.dbintel.ingest.capabilities.ServerProfile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All entries by category, best first. */
public final class Catalogue {
  /** Categories whose queries are code of their own signals. */
  public static final String STATEMENTS = "statements";

  public static final String SESSIONS = "sessions";
  public static final String WAIT_PROFILE = "wait_profile";

  /** The files of the built-in catalogue, in this package's resources. */
  static final List<String> FILES =
      List.of(
          "strategies.yaml",
          "databases.yaml",
          "activity.yaml",
          "writing.yaml",
          "replication.yaml",
          "progress.yaml",
          "relations.yaml",
          "settings.yaml",
          "vector.yaml");

  private static final Catalogue BUILT_IN = loadBuiltIn();

  private final Map<String, List<CatalogueEntry>> byCategory;

  private Catalogue(List<CatalogueEntry> entries) {
    Map<String, List<CatalogueEntry>> categories = new TreeMap<>();
    for (CatalogueEntry entry : entries) {
      categories.computeIfAbsent(entry.category(), category -> new ArrayList<>()).add(entry);
    }
    categories
        .values()
        .forEach(list -> list.sort(Comparator.comparingInt(CatalogueEntry::priority).reversed()));
    this.byCategory = categories;
  }

  /** The entries that come with dbintel. */
  public static Catalogue builtIn() {
    return BUILT_IN;
  }

  /**
   * The built-in entries and those of the user's file.
   *
   * @throws CatalogueException naming entry, key, value and rule of everything that is wrong
   */
  public static Catalogue with(Path file) throws CatalogueException {
    String yaml;
    try {
      yaml = Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new CatalogueException(
          List.of("catalogue " + file + ": must exist and be readable UTF-8 text"));
    }
    CatalogueReader reader = new CatalogueReader(BUILT_IN.entries());
    reader.readUser("catalogue " + file, yaml);
    return new Catalogue(reader.finish());
  }

  /** The built-in catalogue, with the user's entries when there is a file of them. */
  public static Catalogue of(Optional<String> file) throws CatalogueException {
    return file.isPresent() ? with(Path.of(file.get())) : BUILT_IN;
  }

  /** All entries, by category and priority. */
  public List<CatalogueEntry> entries() {
    return byCategory.values().stream().flatMap(List::stream).toList();
  }

  public List<String> categories() {
    return List.copyOf(byCategory.keySet());
  }

  /** What is in use on a server, for each category. */
  public List<Choice> choose(ServerProfile profile) {
    return byCategory.keySet().stream().map(category -> choose(category, profile)).toList();
  }

  /** What is in use on a server for one category. */
  public Choice choose(String category, ServerProfile profile) {
    CatalogueEntry chosen = null;
    List<Choice.Rejected> rejected = new ArrayList<>();
    for (CatalogueEntry entry : byCategory.getOrDefault(category, List.of())) {
      List<String> unmet = entry.unmet(profile);
      if (chosen == null && unmet.isEmpty()) {
        chosen = entry;
      } else {
        rejected.add(new Choice.Rejected(entry, unmet));
      }
    }
    return new Choice(category, Optional.ofNullable(chosen), rejected);
  }

  private static Catalogue loadBuiltIn() {
    CatalogueReader reader = new CatalogueReader(List.of());
    for (String file : FILES) {
      reader.read("built-in catalogue " + file, resource(file));
    }
    try {
      return new Catalogue(reader.finish());
    } catch (CatalogueException broken) {
      throw new IllegalStateException("The built-in catalogue is broken", broken);
    }
  }

  static String resource(String file) {
    try (InputStream in = Catalogue.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("Resource " + file + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("Resource " + file + " cannot be read", unreadable);
    }
  }
}
