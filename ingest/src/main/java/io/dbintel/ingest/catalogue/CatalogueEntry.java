package io.dbintel.ingest.catalogue;

import io.dbintel.ingest.capabilities.ServerProfile;
import io.dbintel.schemas.raw.MetricsChunk.Column;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One way to answer one question about a server.
 *
 * @param name unique; the {@code source} of its records
 * @param category the question; the entry of highest priority whose requirements hold is in use
 * @param description what it gives
 * @param untested why no server of the test suite runs it; null when one does
 * @param fallback what is missing or inexact in its place when it does not hold, or in it compared
 *     with a better one; null when nothing is
 * @param interval between two reads
 * @param timeout the server's limit for its query
 * @param lockTimeout the server's limit for its waits for locks
 * @param sql null for a built-in strategy whose queries are code
 * @param busiest the column that decides which rows stay when there are too many; null when the
 *     first ones do
 * @param ownEntry whether the user wrote it
 */
public record CatalogueEntry(
    String name,
    String category,
    String description,
    String untested,
    String fallback,
    int priority,
    Scope scope,
    SourceKind kind,
    Requirements requirements,
    Duration interval,
    Duration timeout,
    Duration lockTimeout,
    String sql,
    String busiest,
    Emit emit,
    List<OutputColumn> outputs,
    boolean ownEntry) {

  public CatalogueEntry {
    outputs = List.copyOf(outputs);
  }

  /** Whether its queries are code, not SQL of the catalogue. */
  public boolean builtIn() {
    return sql == null;
  }

  /** What it can be compared by: the columns that a major release has. */
  public List<OutputColumn> outputs(int major) {
    return outputs.stream().filter(output -> output.servers().holds(major)).toList();
  }

  /** The columns of its records from a major release. */
  public List<Column> columns(int major) {
    return outputs(major).stream().map(OutputColumn::column).toList();
  }

  public Optional<OutputColumn> output(String column) {
    return outputs.stream().filter(output -> output.name().equals(column)).findFirst();
  }

  /** Why it cannot be asked of a server; empty when it can. */
  public List<String> unmet(ServerProfile profile) {
    return requirements.unmet(profile);
  }

  /** What it needs, in words. */
  public List<String> needs() {
    return requirements.words();
  }

  /**
   * Its query for one server.
   *
   * @param profile with the extensions of the database that is asked
   * @param maxRows most rows that it gives one by one
   */
  public CatalogueQuery query(ServerProfile profile, int maxRows) {
    return CatalogueQuery.of(this, profile, maxRows);
  }
}
