package io.dbintel.ingest.catalogue;

import java.util.List;
import java.util.Optional;

/**
 * What is in use for one category on one server.
 *
 * @param entry empty when no entry's requirements hold
 * @param rejected the other entries, best first
 */
public record Choice(String category, Optional<CatalogueEntry> entry, List<Rejected> rejected) {
  public Choice {
    rejected = List.copyOf(rejected);
  }

  /**
   * An entry that is not in use.
   *
   * @param reasons why it cannot be; empty when it could be and a better one is
   */
  public record Rejected(CatalogueEntry entry, List<String> reasons) {
    public Rejected {
      reasons = List.copyOf(reasons);
    }
  }
}
