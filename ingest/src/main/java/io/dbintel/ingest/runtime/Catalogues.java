package io.dbintel.ingest.runtime;

import io.dbintel.ingest.capabilities.ServerProfile;
import io.dbintel.ingest.catalogue.Catalogue;
import io.dbintel.ingest.catalogue.CatalogueException;
import io.dbintel.ingest.catalogue.Choice;
import io.dbintel.ingest.config.ConfigException;
import io.dbintel.ingest.config.TargetConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** The catalogue of each target; those that name the same file share it. */
public final class Catalogues {
  private final Map<Optional<String>, Catalogue> byFile;

  private Catalogues(Map<Optional<String>, Catalogue> byFile) {
    this.byFile = byFile;
  }

  /**
   * Reads the built-in catalogue and the files of users.
   *
   * @throws ConfigException with everything that is wrong in the files
   */
  public static Catalogues of(List<TargetConfig> targets) throws ConfigException {
    Map<Optional<String>, Catalogue> byFile = new HashMap<>();
    Set<String> errors = new LinkedHashSet<>();
    for (TargetConfig target : targets) {
      Optional<String> file = target.signals().metrics().catalogue();
      try {
        if (!byFile.containsKey(file)) {
          byFile.put(file, Catalogue.of(file));
        }
      } catch (CatalogueException wrong) {
        errors.addAll(wrong.errors());
      }
    }
    if (!errors.isEmpty()) {
      throw new ConfigException(new ArrayList<>(errors));
    }
    return new Catalogues(byFile);
  }

  /** The catalogue of a target it was made for. */
  Catalogue of(TargetConfig target) {
    return byFile.get(target.signals().metrics().catalogue());
  }

  /** Which entry a server's profile chooses, by category; categories without one are left out. */
  public Function<ServerProfile, Map<String, String>> strategies(TargetConfig target) {
    Catalogue catalogue = of(target);
    return profile -> {
      Map<String, String> names = new TreeMap<>();
      for (Choice choice : catalogue.choose(profile)) {
        choice.entry().ifPresent(entry -> names.put(choice.category(), entry.name()));
      }
      return names;
    };
  }
}
