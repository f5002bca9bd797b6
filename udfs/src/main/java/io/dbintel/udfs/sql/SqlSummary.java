package io.dbintel.udfs.sql;

import java.util.List;

/**
 * What a statement does to what, by OpenTelemetry's semantic conventions for databases.
 *
 * @param operation {@code db.operation.name}: the first one's, upper case; empty when there is none
 * @param tables {@code db.collection.name}: distinct, in order of appearance, as written
 * @param summary {@code db.query.summary}: operations and their targets in order, at most 255
 *     characters, cut between words
 */
public record SqlSummary(String operation, List<String> tables, String summary) {
  public SqlSummary {
    tables = List.copyOf(tables);
  }
}
