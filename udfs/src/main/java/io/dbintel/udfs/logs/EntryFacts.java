package io.dbintel.udfs.logs;

/**
 * What an entry says of all its fields.
 *
 * @param raised whether code of the users' own wrote the message, with RAISE for one
 * @param authenticated whether the server had found the role and the database when it wrote the
 *     entry; before that, they are what somebody typed
 */
record EntryFacts(boolean raised, boolean authenticated) {
  static EntryFacts of(LogFields fields) {
    String sqlState = text(fields, LogField.SQLSTATE);
    return new EntryFacts(
        sqlState.equals("P0001") || isRaise(text(fields, LogField.CONTEXT)),
        isOfSession(text(fields, LogField.SEVERITY), sqlState)
            && !text(fields, LogField.COMMAND_TAG).equals("authentication"));
  }

  /** Failures to log in are FATAL; so are the ends of sessions, which are of class 57. */
  private static boolean isOfSession(String severity, String sqlState) {
    return switch (severity) {
      case "DEBUG", "LOG", "INFO", "NOTICE", "WARNING", "ERROR" -> !sqlState.startsWith("28");
      default -> sqlState.startsWith("57P");
    };
  }

  private static boolean isRaise(String context) {
    int end = context.indexOf('\n');
    String innermost = end < 0 ? context : context.substring(0, end);
    return innermost.endsWith(" at RAISE")
        || (innermost.startsWith("PL/") && !isPlpgsql(innermost));
  }

  private static boolean isPlpgsql(String frame) {
    return frame.startsWith("PL/pgSQL ");
  }

  private static String text(LogFields fields, LogField field) {
    String value = fields.get(field);
    return value == null ? "" : value;
  }
}
