package io.dbintel.ingest.metrics;

import io.dbintel.ingest.catalogue.Catalogue;
import io.dbintel.ingest.catalogue.CatalogueEntry;
import io.dbintel.schemas.envelope.Outcome;
import java.time.Duration;
import java.util.List;

/** Reads of entries, made by hand. */
final class Reads {
  private Reads() {}

  static EntryRead of(String entry, List<List<Object>> rows) {
    return of(Catalogue.builtIn(), entry, rows);
  }

  static EntryRead of(Catalogue catalogue, String entry, List<List<Object>> rows) {
    CatalogueEntry found =
        catalogue.entries().stream()
            .filter(candidate -> candidate.name().equals(entry))
            .findFirst()
            .orElseThrow();
    return new EntryRead(
        found,
        null,
        Outcome.OK,
        null,
        null,
        1L,
        2L,
        found.columns(17),
        rows,
        0,
        Duration.ofMillis(1));
  }
}
