package io.dbintel.ingest.catalogue;

import io.dbintel.ingest.capabilities.ServerProfile;
import java.util.List;

/**
 * The query of one entry for one server.
 *
 * @param sql one statement
 * @param outputs the columns that the result must have
 * @param maxRows rows beyond are left out
 * @param addsUpRest whether the result ends with {@link RowLimit#LEFT}: the number of rows that a
 *     row was made of, zero for rows of their own
 */
public record CatalogueQuery(
    String sql, List<OutputColumn> outputs, int maxRows, boolean addsUpRest) {

  /** Name of the last column of a query that adds up what its limit leaves out. */
  public static final String REST = RowLimit.LEFT;

  static CatalogueQuery of(CatalogueEntry entry, ServerProfile profile, int maxRows) {
    int major = profile.major();
    List<OutputColumn> outputs = entry.outputs(major);
    String sql = SqlTemplate.render(entry.sql(), profile, maxRows);
    if (entry.busiest() == null) {
      return new CatalogueQuery(sql, outputs, maxRows, false);
    }
    String limited = RowLimit.wrap(sql, outputs, entry.busiest(), entry.scope(), maxRows);
    return new CatalogueQuery(limited, outputs, maxRows, true);
  }
}
