package io.dbintel.local.demo;

import io.dbintel.local.otlp.LogEntry;
import io.dbintel.schemas.deadletter.InvalidRecordException;
import io.dbintel.schemas.envelope.Envelope;
import io.dbintel.schemas.statements.QueryTexts;
import io.dbintel.schemas.statements.QueryTexts.QueryText;
import io.dbintel.schemas.statements.QueryTextsCodec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Of which statements the collector has published the text, and since when. */
final class PublishedTexts {
  private static final String FINGERPRINT = "dbintel.query.fingerprint";
  private static final long NANOS_PER_MICRO = 1_000;

  /** The statement, as the attributes of its events name it. */
  private record Statement(String database, String role, String queryid) {
    static Statement of(LogEntry event) {
      Map<String, String> attributes = event.attributes();
      return new Statement(
          attributes.getOrDefault("db.namespace", ""),
          attributes.getOrDefault("postgresql.rolname", ""),
          attributes.getOrDefault("postgresql.queryid", ""));
    }
  }

  /**
   * @param events that had to carry a text
   * @param missing those that did not
   */
  record Check(int events, List<Mismatch> missing) {}

  private final Map<Statement, Long> since = new HashMap<>();

  /**
   * @throws InvalidRecordException when the record breaks its contract
   */
  synchronized void add(byte[] record) throws InvalidRecordException {
    QueryTexts texts = QueryTextsCodec.decode(record);
    Envelope envelope = texts.envelope();
    for (QueryText text : texts.texts()) {
      String database = envelope.databases().get(text.dbid());
      String role = envelope.roles().get(text.userid());
      if (text.toplevel() && database != null && role != null) {
        since.putIfAbsent(
            new Statement(database, role, Long.toString(text.queryid())),
            envelope.serverTimeAfter());
      }
    }
  }

  /** Looks at the events of polls that came after the text of their statement. */
  synchronized Check check(List<LogEntry> logs) {
    int events = 0;
    List<Mismatch> missing = new ArrayList<>();
    for (LogEntry log : logs) {
      Statement statement = Statement.of(log);
      Long published = since.get(statement);
      boolean due = published != null && log.timeUnixNano() / NANOS_PER_MICRO >= published;
      if (log.eventName().equals(TopQuery.EVENT) && due) {
        events++;
        if (!log.attributes().containsKey(FINGERPRINT)) {
          missing.add(
              new Mismatch("event of " + statement, FINGERPRINT, "a fingerprint", "nothing"));
        }
      }
    }
    return new Check(events, missing);
  }
}
