package io.dbintel.ingest.metrics;

import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.ingest.postgres.PollFailure;
import io.dbintel.ingest.postgres.Session;
import io.dbintel.ingest.postgres.Watchdog;

/** The only connection of this signal: to one database after the other. */
final class OneSession {
  private final TargetConfig target;
  private final Watchdog watchdog;
  private Session session;
  private String database;

  OneSession(TargetConfig target, Watchdog watchdog) {
    this.target = target;
    this.watchdog = watchdog;
  }

  /** To a database: the open one when it is that, or else a new one after the old is closed. */
  Session to(String wanted) throws PollFailure {
    if (session != null && (!session.usable() || !wanted.equals(database))) {
      close();
    }
    if (session == null) {
      session = Session.open(target, wanted, target.signals().metrics().limits(), watchdog);
      database = wanted;
    }
    return session;
  }

  boolean isTo(String wanted) {
    return session != null && wanted.equals(database);
  }

  /** Leaves no connection behind that would be in the way of a DROP DATABASE. */
  void leave() {
    if (!target.database().equals(database)) {
      close();
    }
  }

  void close() {
    if (session != null) {
      session.close();
      session = null;
      database = null;
    }
  }
}
