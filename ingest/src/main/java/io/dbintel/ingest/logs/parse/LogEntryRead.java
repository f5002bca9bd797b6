package io.dbintel.ingest.logs.parse;

/**
 * One entry of a log. A field is null when the format or prefix does not carry it, or the server
 * had nothing to say. Malformed bytes are U+FFFD. All texts may hold personal data.
 *
 * @param offset where the entry begins in its file or stream, in bytes
 * @param length of the entry in bytes, up to and with its last line feed
 * @param format that it was written in
 * @param logTimeMicros since 1970-01-01 00:00 UTC; csvlog, jsonlog, %m and %n carry milliseconds,
 *     %t seconds
 * @param pid of the process that wrote it
 * @param sessionId as %c prints it: start and process id in hexadecimal digits
 * @param lineNumber in its session. Each form counts for itself: csvlog and jsonlog entries, stderr
 *     also DETAIL and the like
 * @param sessionStartMicros since 1970-01-01 00:00 UTC, in whole seconds
 * @param user role of the session
 * @param database of the session
 * @param remoteHost address or name of the client, or [local]
 * @param remotePort of the client
 * @param application application_name; null also when it is empty
 * @param commandTag what the process shows to do, such as SELECT or idle in transaction
 * @param virtualXid such as 3/12
 * @param xid transaction id; null also when the transaction has none
 * @param severity DEBUG, LOG, INFO, NOTICE, WARNING, ERROR, FATAL or PANIC, also when the log is in
 *     one of the server's languages; the word of the log when it is in an unknown one
 * @param sqlState five digits and capitals
 * @param message without position, its lines separated by line feeds
 * @param detail DETAIL
 * @param hint HINT
 * @param internalQuery QUERY: the statement that a function ran
 * @param internalPosition of the error in internalQuery, in characters from 1
 * @param context CONTEXT: one frame or more, each of one line or more
 * @param statement STATEMENT: what the client sent
 * @param statementPosition of the error in statement, in characters from 1
 * @param location function, file:line of the server's source
 * @param backendType such as client backend or checkpointer
 * @param leaderPid of the leader, in a parallel worker
 * @param queryId of the top-level statement, also in entries of nested ones; null also when it was
 *     not computed
 * @param truncated whether a part of the entry is missing: it was longer than allowed, or a line of
 *     it was torn
 */
public record LogEntryRead(
    long offset,
    long length,
    LogFormat format,
    Long logTimeMicros,
    Integer pid,
    String sessionId,
    Long lineNumber,
    Long sessionStartMicros,
    String user,
    String database,
    String remoteHost,
    Integer remotePort,
    String application,
    String commandTag,
    String virtualXid,
    Long xid,
    String severity,
    String sqlState,
    String message,
    String detail,
    String hint,
    String internalQuery,
    Integer internalPosition,
    String context,
    String statement,
    Integer statementPosition,
    String location,
    String backendType,
    Integer leaderPid,
    Long queryId,
    boolean truncated) {
  /** A builder of an entry of which only the place is known. */
  public static Builder builder(long offset, long length, LogFormat format) {
    return new Builder(offset, length, format);
  }

  /** A builder that begins with what this entry says. */
  public Builder toBuilder() {
    Builder b = new Builder(offset, length, format);
    b.logTimeMicros = logTimeMicros;
    b.pid = pid;
    b.sessionId = sessionId;
    b.lineNumber = lineNumber;
    b.sessionStartMicros = sessionStartMicros;
    b.user = user;
    b.database = database;
    b.remoteHost = remoteHost;
    b.remotePort = remotePort;
    b.application = application;
    b.commandTag = commandTag;
    b.virtualXid = virtualXid;
    b.xid = xid;
    b.severity = severity;
    b.sqlState = sqlState;
    b.message = message;
    b.detail = detail;
    b.hint = hint;
    b.internalQuery = internalQuery;
    b.internalPosition = internalPosition;
    b.context = context;
    b.statement = statement;
    b.statementPosition = statementPosition;
    b.location = location;
    b.backendType = backendType;
    b.leaderPid = leaderPid;
    b.queryId = queryId;
    b.truncated = truncated;
    return b;
  }

  /** Sets what an entry says, each field null or false until set. */
  public static final class Builder {
    private final LogFormat format;
    private long offset;
    private long length;
    private Long logTimeMicros;
    private Integer pid;
    private String sessionId;
    private Long lineNumber;
    private Long sessionStartMicros;
    private String user;
    private String database;
    private String remoteHost;
    private Integer remotePort;
    private String application;
    private String commandTag;
    private String virtualXid;
    private Long xid;
    private String severity;
    private String sqlState;
    private String message;
    private String detail;
    private String hint;
    private String internalQuery;
    private Integer internalPosition;
    private String context;
    private String statement;
    private Integer statementPosition;
    private String location;
    private String backendType;
    private Integer leaderPid;
    private Long queryId;
    private boolean truncated;

    private Builder(long offset, long length, LogFormat format) {
      this.offset = offset;
      this.length = length;
      this.format = format;
    }

    public Builder place(long newOffset, long newLength) {
      offset = newOffset;
      length = newLength;
      return this;
    }

    public Builder logTimeMicros(Long value) {
      logTimeMicros = value;
      return this;
    }

    public Builder pid(Integer value) {
      pid = value;
      return this;
    }

    public Builder sessionId(String value) {
      sessionId = value;
      return this;
    }

    public Builder lineNumber(Long value) {
      lineNumber = value;
      return this;
    }

    public Builder sessionStartMicros(Long value) {
      sessionStartMicros = value;
      return this;
    }

    public Builder user(String value) {
      user = value;
      return this;
    }

    public Builder database(String value) {
      database = value;
      return this;
    }

    public Builder remoteHost(String value) {
      remoteHost = value;
      return this;
    }

    public Builder remotePort(Integer value) {
      remotePort = value;
      return this;
    }

    public Builder application(String value) {
      application = value;
      return this;
    }

    public Builder commandTag(String value) {
      commandTag = value;
      return this;
    }

    public Builder virtualXid(String value) {
      virtualXid = value;
      return this;
    }

    public Builder xid(Long value) {
      xid = value;
      return this;
    }

    public Builder severity(String value) {
      severity = value;
      return this;
    }

    public Builder sqlState(String value) {
      sqlState = value;
      return this;
    }

    public Builder message(String value) {
      message = value;
      return this;
    }

    public Builder detail(String value) {
      detail = value;
      return this;
    }

    public Builder hint(String value) {
      hint = value;
      return this;
    }

    public Builder internalQuery(String value) {
      internalQuery = value;
      return this;
    }

    public Builder internalPosition(Integer value) {
      internalPosition = value;
      return this;
    }

    public Builder context(String value) {
      context = value;
      return this;
    }

    public Builder statement(String value) {
      statement = value;
      return this;
    }

    public Builder statementPosition(Integer value) {
      statementPosition = value;
      return this;
    }

    public Builder location(String value) {
      location = value;
      return this;
    }

    public Builder backendType(String value) {
      backendType = value;
      return this;
    }

    public Builder leaderPid(Integer value) {
      leaderPid = value;
      return this;
    }

    public Builder queryId(Long value) {
      queryId = value;
      return this;
    }

    public Builder truncated(boolean value) {
      truncated = value;
      return this;
    }

    public LogEntryRead build() {
      return new LogEntryRead(
          offset,
          length,
          format,
          logTimeMicros,
          pid,
          sessionId,
          lineNumber,
          sessionStartMicros,
          user,
          database,
          remoteHost,
          remotePort,
          application,
          commandTag,
          virtualXid,
          xid,
          severity,
          sqlState,
          message,
          detail,
          hint,
          internalQuery,
          internalPosition,
          context,
          statement,
          statementPosition,
          location,
          backendType,
          leaderPid,
          queryId,
          truncated);
    }
  }
}
