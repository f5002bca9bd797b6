package io.dbintel.ingest.logs;

/** Entries as a server writes them. */
final class Lines {
  private Lines() {}

  static String stderr(String message) {
    return "2026-11-22 03:00:00.123 UTC [42] ERROR:  " + message + "\n";
  }

  static String csv(String message) {
    return "2026-11-22 03:00:00.123 UTC,\"app\",\"shop\",42,\"[local]\",65a1b2c3.2a,1,\"SELECT\","
        + "2026-11-22 02:59:00 UTC,3/17,0,ERROR,42P01,\""
        + message
        + "\",,,,,,\"SELECT 1\",8,,\"psql\",\"client backend\",,77\n";
  }

  static String json(String message) {
    return "{\"timestamp\":\"2026-11-22 03:00:00.123 UTC\",\"user\":\"app\",\"dbname\":\"shop\","
        + "\"pid\":42,\"session_id\":\"65a1b2c3.2a\",\"line_num\":1,\"error_severity\":\"ERROR\","
        + "\"state_code\":\"42P01\",\"message\":\""
        + message
        + "\",\"application_name\":\"psql\",\"backend_type\":\"client backend\",\"query_id\":77}\n";
  }
}
