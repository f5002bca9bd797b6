package io.dbintel.udfs.logs;

/** What stands at a place of a message, and so what of it may leave. */
enum HoleKind {
  /** Input of a user, names that need not exist, values, addresses, paths, numbers of relations. */
  DATA,
  /** Counts, durations, sizes, process ids: kept, and only numbers match. */
  NUMBER,
  /** Several numbers with commas. */
  NUMBERS,
  /** A position in the write-ahead log. */
  LSN,
  /** A write-ahead log file's name: 24 hexadecimal digits. */
  WAL,
  /** The name of something that exists; kept when word-like. */
  IDENTIFIER,
  /** Columns of a key, which may be expressions. */
  COLUMNS,
  /** A type or the signature of a function that exists. */
  TYPE,
  /** Words of the server: kept when in the vocabulary of the catalogue or a command tag. */
  WORDS,
  APPLICATION,
  SQL,
  /** An expression in a function, no statement. */
  EXPRESSION,
  PLAN,
  /** {@code $1 = 'value', $2 = NULL}: the names stay. */
  PARAMETERS,
  /** Lines that have shapes of their own. */
  REPORT;

  /** Whether users choose what stands here, so that it may look like the parts after it. */
  boolean isInput() {
    return switch (this) {
      case DATA, APPLICATION, SQL, EXPRESSION, PLAN, PARAMETERS, REPORT -> true;
      default -> false;
    };
  }

  /** Whether any text can stand here, so that its end is where the next part is found. */
  boolean takesAnything() {
    return this != NUMBER && this != NUMBERS && this != LSN && this != WAL;
  }
}
