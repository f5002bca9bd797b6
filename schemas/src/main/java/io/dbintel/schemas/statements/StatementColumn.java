package io.dbintel.schemas.statements;

import java.util.List;

/**
 * One column of pg_stat_statements.
 *
 * @param name canonical name: the one of the newest release
 * @param kind what may be done with its values
 * @param type how its values travel
 * @param unit UCUM unit; empty for identities and texts
 * @param since first version of the extension that has it
 * @param ordinal place among the counters in stored state; -1 when it is not a counter
 * @param aliases names it had in earlier versions
 */
public record StatementColumn(
    String name,
    Kind kind,
    Type type,
    String unit,
    String since,
    int ordinal,
    List<String> aliases) {

  public enum Kind {
    IDENTITY,
    COUNTER,
    DERIVED,
    GAUGE,
    TIME,
    TEXT
  }

  public enum Type {
    OID,
    BOOL,
    BIGINT,
    DOUBLE,
    TEXT,
    TIMESTAMPTZ
  }

  /** Whether values are kept in state and become deltas. */
  public boolean counted() {
    return ordinal >= 0;
  }

  public boolean isDouble() {
    return type == Type.DOUBLE;
  }
}
