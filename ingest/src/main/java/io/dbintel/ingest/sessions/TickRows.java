package io.dbintel.ingest.sessions;

import io.dbintel.ingest.collect.Names;
import io.dbintel.schemas.raw.SessionsTick.SessionText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The rows of a tick as they travel, and what they refer to.
 *
 * @param rows in the order of {@link #COLUMNS}
 * @param names of the databases and roles in the rows
 */
record TickRows(List<List<Object>> rows, List<SessionText> texts, Names.Selection names) {
  /** Names of pg_stat_activity where it has them; times are µs, ages transactions. */
  static final List<String> COLUMNS =
      List.of(
          "pid",
          "leader_pid",
          "datid",
          "usesysid",
          "application_name",
          "client_addr",
          "backend_type",
          "state",
          "wait_event_type",
          "wait_event",
          "query_id",
          "backend_start",
          "xact_start",
          "query_start",
          "state_change",
          "backend_xid_age",
          "backend_xmin_age",
          "text_id",
          "fingerprint");

  static TickRows of(
      List<ActivityRow> sessions,
      TextSettings settings,
      SessionTexts texts,
      SessionScrubber scrubber,
      Names names,
      long now) {
    texts.begin();
    Names.Selection selection = names.select();
    List<List<Object>> rows = new ArrayList<>(sessions.size());
    for (ActivityRow session : sessions) {
      SessionTexts.Reference text =
          texts.reference(session.text(), settings, session.queryId() == null, now);
      rows.add(row(session, text, scrubber));
      selection.add(oid(session.usesysid()), oid(session.datid()));
    }
    return new TickRows(rows, texts.due(), selection);
  }

  private static final int STATE = COLUMNS.indexOf("state");

  /** Whether the session of a row works or waits within a statement. */
  static boolean active(List<Object> row) {
    return ActivityRow.active((String) row.get(STATE));
  }

  /** Oid 0 names nothing. */
  static long oid(Long oid) {
    return oid == null ? 0 : oid;
  }

  private static List<Object> row(
      ActivityRow session, SessionTexts.Reference text, SessionScrubber scrubber) {
    return Arrays.asList(
        session.pid(),
        session.leaderPid(),
        session.datid(),
        session.usesysid(),
        scrubber.name("application_name", session.applicationName()),
        scrubber.name("client_addr", session.clientAddress()),
        session.backendType(),
        session.state(),
        session.waitEventType(),
        session.waitEvent(),
        session.queryId(),
        session.backendStart(),
        session.xactStart(),
        session.queryStart(),
        session.stateChange(),
        session.xidAge(),
        session.xminAge(),
        text.textId(),
        text.fingerprint());
  }
}
