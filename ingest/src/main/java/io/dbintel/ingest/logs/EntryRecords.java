package io.dbintel.ingest.logs;

import io.dbintel.ingest.capabilities.ServerProfile;
import io.dbintel.ingest.collect.SignalEnvelopes;
import io.dbintel.ingest.collect.SignalEnvelopes.Read;
import io.dbintel.ingest.config.Scrub;
import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.ingest.logs.parse.AutoExplain;
import io.dbintel.ingest.logs.parse.Classified;
import io.dbintel.ingest.logs.parse.LogClasses;
import io.dbintel.ingest.logs.parse.LogEntryRead;
import io.dbintel.ingest.logs.parse.PlanRead;
import io.dbintel.ingest.logs.source.LogStream;
import io.dbintel.schemas.envelope.Envelope;
import io.dbintel.schemas.envelope.Epoch;
import io.dbintel.schemas.envelope.Outcome;
import io.dbintel.schemas.raw.LogContext;
import io.dbintel.schemas.raw.LogEntry;
import io.dbintel.schemas.raw.PlanEntry;
import io.dbintel.schemas.topic.Topic;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the records of entries: those of kinds that are kept, plans and gaps. */
final class EntryRecords {
  private static final Logger LOG = LoggerFactory.getLogger(EntryRecords.class);
  static final String GAP = "log_gap";
  static final String UNREAD = "log_unread";

  private static final String OWN_APPLICATION = "dbintel";

  /** The whole name: it ends at a space or with the line. */
  private static final Pattern OWN_LOGIN =
      Pattern.compile(" application_name=" + OWN_APPLICATION + "(?!\\S)");

  private static final Read OK = new Read(Outcome.OK, null, null, null, Map.of(), Map.of());

  private final TargetConfig target;
  private final SignalEnvelopes envelopes;
  private final LogCounters counters;
  private final LogClasses classes = LogClasses.standard();
  private final EntryTextsScrubber scrubber;
  private Optional<ServerProfile> profile = Optional.empty();
  private Map<String, String> capture = Map.of();

  EntryRecords(TargetConfig target, SignalEnvelopes envelopes, LogCounters counters) {
    this.target = target;
    this.envelopes = envelopes;
    this.counters = counters;
    this.scrubber = target.scrub() == Scrub.EDGE ? new EntryTextsScrubber() : null;
  }

  /** A record, encoded. */
  record Encoded(Topic topic, byte[] value) {}

  void know(Optional<ServerProfile> newProfile, Map<String, String> newCapture) {
    profile = newProfile;
    capture = newCapture;
  }

  /**
   * The record of an entry; empty when it is not kept, or no record can be made of it.
   *
   * @param identity the same whenever the entry is read again
   */
  Optional<Encoded> of(LogStream stream, String identity, LogEntryRead entry, long collectedAt) {
    try {
      return recordOf(stream, id(identity), entry, collectedAt);
    } catch (RuntimeException defect) {
      // One entry must not hold up all that follow; what it holds must not be shown either.
      counters.failed.increment();
      LOG.warn(
          "{}: no record can be made of the entry at {} of {} ({})",
          target.instance(),
          entry.offset(),
          stream.name(),
          defect.getClass().getSimpleName());
      return Optional.empty();
    }
  }

  private Optional<Encoded> recordOf(
      LogStream stream, String id, LogEntryRead entry, long collectedAt) {
    if (isOwn(entry)) {
      counters.own.increment();
      return Optional.empty();
    }
    Optional<PlanRead> plan = AutoExplain.plan(entry);
    if (plan.isPresent()) {
      counters.plans.increment();
      return Optional.of(plan(stream, entry, plan.get(), envelope(id, collectedAt)));
    }
    Classified what = classes.classify(entry);
    if (!what.kind().keep()) {
      counters.notKept.increment();
      return Optional.empty();
    }
    counters.events.increment();
    return Optional.of(event(stream, entry, what, envelope(id, collectedAt)));
  }

  Encoded gap(LogStream stream, long offset, long lostBytes, long collectedAt) {
    LogEntry body =
        bare(GAP, Map.of("lost_bytes", lostBytes), stream.name(), offset, stream.format().id());
    String id = id(stream.key() + ":" + offset + ":gap");
    return new Encoded(
        Topic.RAW_LOGS, FittingRecord.encode(envelope(id, collectedAt), body, counters));
  }

  /** Says that the log could not be read. */
  Encoded unread(String reason, long collectedAt) {
    Envelope envelope =
        envelopes.next(collectedAt, Read.failed(reason), versionNum(), epoch().orElse(null));
    LogEntry body =
        bare(UNREAD, Map.of(), target.signals().logs().source().toString(), 0, "stderr");
    return new Encoded(Topic.RAW_LOGS, FittingRecord.encode(envelope, body, counters));
  }

  private Encoded plan(LogStream stream, LogEntryRead entry, PlanRead plan, Envelope envelope) {
    LogEntryRead left = scrubbed(entry.toBuilder().queryId(plan.queryId()).message(null).build());
    PlanEntry body =
        new PlanEntry(
            context(stream, left),
            plan.durationMillis(),
            plan.format().id(),
            Texts.wellFormed(scrubber == null ? plan.body() : scrubber.plan(plan.body())),
            plan.nested(),
            plan.hasParameters(),
            Texts.wellFormed(left.context()),
            capture,
            plan.truncated());
    return new Encoded(Topic.RAW_PLANS, FittingRecord.encode(envelope, body, counters));
  }

  private Encoded event(LogStream stream, LogEntryRead entry, Classified what, Envelope envelope) {
    LogEntryRead left = scrubbed(entry);
    LogEntry body =
        new LogEntry(
            what.kind().name(),
            what.fields(),
            context(stream, left),
            Texts.wellFormed(left.severity()),
            Texts.wellFormed(left.sqlState()),
            Texts.wellFormed(left.message()),
            Texts.wellFormed(left.detail()),
            Texts.wellFormed(left.hint()),
            Texts.wellFormed(left.internalQuery()),
            Texts.wellFormed(left.context()),
            Texts.wellFormed(left.statement()),
            left.truncated());
    return new Encoded(Topic.RAW_LOGS, FittingRecord.encode(envelope, body, counters));
  }

  private LogEntryRead scrubbed(LogEntryRead entry) {
    return scrubber == null ? entry : scrubber.scrub(entry);
  }

  /** What the collector's own sessions caused is not news. */
  private static boolean isOwn(LogEntryRead entry) {
    return OWN_APPLICATION.equals(entry.application())
        || (entry.message() != null
            && entry.message().startsWith("connection authorized: ")
            && OWN_LOGIN.matcher(entry.message()).find());
  }

  private static LogContext context(LogStream stream, LogEntryRead entry) {
    return new LogContext(
        stream.name(),
        entry.offset(),
        stream.format().id(),
        entry.logTimeMicros(),
        number(entry.pid()),
        Texts.wellFormed(entry.sessionId()),
        entry.lineNumber(),
        entry.sessionStartMicros(),
        Texts.wellFormed(entry.user()),
        Texts.wellFormed(entry.database()),
        Texts.wellFormed(entry.remoteHost()),
        number(entry.remotePort()),
        Texts.wellFormed(entry.application()),
        Texts.wellFormed(entry.commandTag()),
        Texts.wellFormed(entry.virtualXid()),
        entry.xid(),
        Texts.wellFormed(entry.backendType()),
        number(entry.leaderPid()),
        entry.queryId());
  }

  private static LogEntry bare(
      String entryClass, Map<String, Object> fields, String source, long position, String format) {
    LogContext context =
        new LogContext(
            source, position, format, null, null, null, null, null, null, null, null, null, null,
            null, null, null, null, null, null);
    return new LogEntry(
        entryClass, fields, context, null, null, null, null, null, null, null, null, false);
  }

  private Envelope envelope(String id, long collectedAt) {
    return envelopes.next(id, collectedAt, OK, versionNum(), epoch().orElse(null));
  }

  private int versionNum() {
    return profile.map(ServerProfile::versionNum).orElse(0);
  }

  private Optional<Epoch> epoch() {
    return profile.map(
        known ->
            new Epoch(
                known.systemIdentifier(),
                null,
                known.postmasterStart(),
                Epoch.privilege(known.has("pg_read_all_stats"), known.roleOid()),
                "log",
                Integer.toString(known.major()),
                "log"));
  }

  private String id(String what) {
    return "logs:" + target.instance() + ":" + what;
  }

  private static Long number(Integer value) {
    return value == null ? null : (Long) value.longValue();
  }
}
