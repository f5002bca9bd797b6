package io.dbintel.ingest.logs;

import io.dbintel.ingest.logs.parse.LogEntryRead;
import io.dbintel.udfs.logs.LogField;
import io.dbintel.udfs.logs.LogFields;
import io.dbintel.udfs.scrub.ScrubOptions;
import io.dbintel.udfs.scrub.Scrubbers;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Takes personal data out of entries before they leave the collector. Not thread-safe. */
final class EntryTextsScrubber {
  private static final Pattern SESSION_ID = Pattern.compile("[0-9a-f]{1,16}\\.[0-9a-f]{1,16}");
  private static final Pattern VIRTUAL_XID = Pattern.compile("-?[0-9]{1,10}/[0-9]{1,20}");

  private final Scrubbers scrubbers = new Scrubbers(ScrubOptions.standard());

  /** The entry with every text scrubbed. Where a client came from goes as a whole. */
  LogEntryRead scrub(LogEntryRead entry) {
    Map<LogField, String> texts = new EnumMap<>(LogField.class);
    put(texts, LogField.SEVERITY, entry.severity());
    put(texts, LogField.SQLSTATE, entry.sqlState());
    put(texts, LogField.MESSAGE, entry.message());
    put(texts, LogField.DETAIL, entry.detail());
    put(texts, LogField.HINT, entry.hint());
    put(texts, LogField.CONTEXT, entry.context());
    put(texts, LogField.INTERNAL_QUERY, entry.internalQuery());
    put(texts, LogField.STATEMENT, entry.statement());
    put(texts, LogField.USER, entry.user());
    put(texts, LogField.DATABASE, entry.database());
    put(texts, LogField.APPLICATION, entry.application());
    put(texts, LogField.REMOTE_HOST, entry.remoteHost());
    put(texts, LogField.COMMAND_TAG, entry.commandTag());
    put(texts, LogField.BACKEND_TYPE, entry.backendType());
    LogFields clean = scrubbers.logs().scrub(new LogFields(texts));
    return entry.toBuilder()
        .severity(clean.get(LogField.SEVERITY))
        .sqlState(clean.get(LogField.SQLSTATE))
        .message(clean.get(LogField.MESSAGE))
        .detail(clean.get(LogField.DETAIL))
        .hint(clean.get(LogField.HINT))
        .context(clean.get(LogField.CONTEXT))
        .internalQuery(clean.get(LogField.INTERNAL_QUERY))
        .statement(clean.get(LogField.STATEMENT))
        .user(clean.get(LogField.USER))
        .database(clean.get(LogField.DATABASE))
        .application(clean.get(LogField.APPLICATION))
        .remoteHost(clean.get(LogField.REMOTE_HOST))
        .remotePort(null)
        .commandTag(clean.get(LogField.COMMAND_TAG))
        .backendType(clean.get(LogField.BACKEND_TYPE))
        .location(null)
        .sessionId(only(SESSION_ID, entry.sessionId()))
        .virtualXid(only(VIRTUAL_XID, entry.virtualXid()))
        .build();
  }

  String plan(String body) {
    return scrubbers.plans().scrub(body).text();
  }

  /** Ids have a fixed form; anything else under their names is not one. */
  private static String only(Pattern form, String value) {
    return value != null && form.matcher(value).matches() ? value : null;
  }

  private static void put(Map<LogField, String> texts, LogField field, String value) {
    if (value != null) {
      texts.put(field, value);
    }
  }
}
