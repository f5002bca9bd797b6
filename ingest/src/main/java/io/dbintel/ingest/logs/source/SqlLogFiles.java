package io.dbintel.ingest.logs.source;

import io.dbintel.ingest.config.LogsConfig;
import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.ingest.postgres.FailureCode;
import io.dbintel.ingest.postgres.PollFailure;
import io.dbintel.ingest.postgres.Session;
import io.dbintel.ingest.postgres.Step;
import io.dbintel.ingest.postgres.Watchdog;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The files in a server's {@code log_directory}, through its own functions. They have no inodes
 * here: a file is its name, and a renamed one is known by what it holds.
 */
public final class SqlLogFiles implements LogFiles {
  private static final Duration LEAST_INTERVAL = Duration.ofSeconds(10);

  /** pg_current_logfile() would tell it as well, but pg_monitor may call that from 17 on only. */
  private static final String FOLDER =
      "SELECT current_setting('logging_collector') = 'on', current_setting('log_directory') || '/'";

  private static final String LIST =
      "SELECT name, size, (extract(epoch FROM modification) * 1000)::bigint"
          + " FROM pg_ls_logdir()";

  private static final String READ = "SELECT pg_read_binary_file(?, ?, ?, true)";

  private final TargetConfig target;
  private final Watchdog watchdog;
  private Session session;
  private long connections;
  private List<LogFile> listed = List.of();

  private SqlLogFiles(TargetConfig target, Watchdog watchdog) {
    this.target = target;
    this.watchdog = watchdog;
  }

  /** Reads at most {@code logs.max_bytes_per_interval} in one go. */
  public static FilesSource source(
      TargetConfig target, Watchdog watchdog, PositionStore positions, Clock clock) {
    LogsConfig config = target.signals().logs();
    return FilesSource.of(
        new SqlLogFiles(target, watchdog),
        config.format(),
        config.fromBeginning(),
        positions,
        clock,
        config.maxBytesPerInterval());
  }

  @Override
  public List<LogFile> list() throws PollFailure {
    connect();
    Optional<List<LogFile>> files = roundTrip(SqlLogFiles::list);
    if (files.isEmpty()) {
      throw PollFailure.of(
          FailureCode.LOG_NOT_COLLECTED,
          "the server does not write its log to files",
          "set logging_collector = on in postgresql.conf and restart PostgreSQL, or choose another"
              + " logs.source");
    }
    listed = files.get();
    return listed;
  }

  @Override
  public List<LogFile> neighbours(String path) {
    return listed;
  }

  @Override
  public Optional<LogFile> deleted(String id, String path) {
    return Optional.empty();
  }

  @Override
  public Optional<byte[]> read(LogFile file, long offset, int length) throws PollFailure {
    return Optional.ofNullable(
        roundTrip(connection -> read(connection, file.path(), offset, length)));
  }

  @Override
  public void release(String id) {}

  @Override
  public Duration leastInterval() {
    return LEAST_INTERVAL;
  }

  @Override
  public void close() {
    if (session != null) {
      session.close();
      session = null;
    }
  }

  @Override
  public long connection() {
    return connections;
  }

  private void connect() throws PollFailure {
    if (session != null && !session.usable()) {
      close();
    }
    if (session == null) {
      session = Session.open(target, target.database(), target.statements().limits(), watchdog);
      connections++;
    }
  }

  /** Never over a new connection: it may lead to another server, with other files. */
  private <T> T roundTrip(Session.Query<T> query) throws PollFailure {
    if (session == null || !session.usable()) {
      throw PollFailure.of(
          FailureCode.CONNECTION_LOST,
          "the connection was lost while the log was read",
          "check the server's log and the network; it is tried again");
    }
    return session.roundTrip(Step.LOG_FILES, query);
  }

  private static Optional<List<LogFile>> list(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      String folder;
      try (ResultSet row = statement.executeQuery(FOLDER)) {
        row.next();
        if (!row.getBoolean(1)) {
          return Optional.empty();
        }
        folder = row.getString(2);
      }
      List<LogFile> files = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery(LIST)) {
        while (rows.next()) {
          String name = rows.getString(1);
          if (!FilePatterns.isCompressed(Path.of(name))) {
            files.add(new LogFile(name, folder + name, rows.getLong(2), rows.getLong(3)));
          }
        }
      }
      return Optional.of(files);
    }
  }

  private static byte[] read(Connection connection, String path, long offset, int length)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(READ)) {
      statement.setString(1, path);
      statement.setLong(2, offset);
      statement.setLong(3, length);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getBytes(1);
      }
    }
  }
}
