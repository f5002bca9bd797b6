package io.dbintel.udfs.logs;

/** Values of entries that are no text: kept when they have the form that they should have. */
enum TypedValue {
  /** {@code 2026-11-22 00:02:08.123 UTC}. */
  TIME {
    @Override
    boolean accepts(String value) {
      return Times.isTimestamp(value);
    }
  },
  NUMBER {
    @Override
    boolean accepts(String value) {
      boolean negative = value.startsWith("-");
      return value.length() <= MAX_NUMBER
          && Numbers.isDigits(value, negative ? 1 : 0, value.length());
    }
  },
  /** {@code 6562f1a0.1b3c}: start and process id in hexadecimal. */
  SESSION {
    @Override
    boolean accepts(String value) {
      int point = value.indexOf('.');
      return value.length() <= MAX_NUMBER
          && point > 0
          && Numbers.isHexadecimal(value, 0, point)
          && Numbers.isHexadecimal(value, point + 1, value.length());
    }
  },
  /** {@code 3/128}: backend and local transaction. */
  TRANSACTION {
    @Override
    boolean accepts(String value) {
      int slash = value.indexOf('/', value.startsWith("-") ? 1 : 0);
      return slash > 0
          && value.length() <= MAX_NUMBER
          && Numbers.isDigits(value, value.startsWith("-") ? 1 : 0, slash)
          && Numbers.isDigits(value, slash + 1, value.length());
    }
  };

  private static final int MAX_NUMBER = 24;

  abstract boolean accepts(String value);

  String keep(String value) {
    return accepts(value) ? value : Names.HIDDEN;
  }
}
