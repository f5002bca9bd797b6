package io.dbintel.ingest.sessions;

/**
 * A session as pg_stat_activity shows it. Times are µs, server clock; null where the server says
 * null.
 *
 * @param xidAge transactions since the one that it has an id of
 * @param xminAge transactions since the oldest that its snapshot sees as running
 * @param text of its statement, as bytes: sessions of other databases may have another encoding
 */
record ActivityRow(
    long pid,
    Long leaderPid,
    Long datid,
    Long usesysid,
    String applicationName,
    String clientAddress,
    String backendType,
    String state,
    String waitEventType,
    String waitEvent,
    Long queryId,
    Long backendStart,
    Long xactStart,
    Long queryStart,
    Long stateChange,
    Long xidAge,
    Long xminAge,
    byte[] text) {

  /** When what it does has begun; null when the server does not say. */
  Long since() {
    if (xactStart != null) {
      return xactStart;
    }
    return queryStart != null ? queryStart : backendStart;
  }

  boolean waitsForLock() {
    return "Lock".equals(waitEventType);
  }

  /** Whether it works or waits within a statement; processes of the server have no state. */
  boolean active() {
    return active(state);
  }

  /** Whether a session in this state works or waits within a statement. */
  static boolean active(String state) {
    return state == null || state.equals("active") || state.equals("fastpath function call");
  }
}
