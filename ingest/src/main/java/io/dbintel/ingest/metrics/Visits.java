package io.dbintel.ingest.metrics;

import io.dbintel.ingest.capabilities.ServerProfile;
import io.dbintel.ingest.catalogue.Catalogue;
import io.dbintel.ingest.catalogue.CatalogueEntry;
import io.dbintel.ingest.catalogue.Choice;
import io.dbintel.ingest.catalogue.Scope;
import io.dbintel.ingest.collect.Outbox;
import io.dbintel.ingest.config.MetricsConfig;
import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.ingest.postgres.FailureCode;
import io.dbintel.ingest.postgres.PollFailure;
import io.dbintel.ingest.postgres.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Asks the entries of databases, in one database after the other, within a budget of time. The one
 * that has waited longest comes first, so that all get their turn.
 */
final class Visits {
  private static final Duration FIRST_DELAY = Duration.ofMinutes(1);

  /** Failures that the next database would meet, too. */
  private static final Set<FailureCode> OF_THE_SERVER =
      EnumSet.of(
          FailureCode.CONNECTION_REFUSED,
          FailureCode.UNKNOWN_HOST,
          FailureCode.UNREACHABLE,
          FailureCode.CONNECTION_LOST,
          FailureCode.TLS_FAILED,
          FailureCode.WRONG_PASSWORD,
          FailureCode.TOO_MANY_CONNECTIONS,
          FailureCode.STARTING_UP,
          FailureCode.TIMEOUT);

  private final MetricsConfig config;
  private final Catalogue catalogue;
  private final List<String> categories;
  private final Entries entries;
  private final MetricsPublisher publisher;
  private final LongSupplier nanoTime;
  private final DatabaseList databases;
  private final Schedule refused = new Schedule();
  private final Map<String, List<CatalogueEntry>> chosen = new HashMap<>();
  private int waiting;
  private int failed;

  Visits(
      TargetConfig target,
      Catalogue catalogue,
      Entries entries,
      MetricsPublisher publisher,
      LongSupplier nanoTime) {
    this.config = target.signals().metrics();
    this.catalogue = catalogue;
    this.categories =
        catalogue.entries().stream()
            .filter(entry -> entry.scope() == Scope.DATABASE)
            .map(CatalogueEntry::category)
            .distinct()
            .toList();
    this.entries = entries;
    this.publisher = publisher;
    this.nanoTime = nanoTime;
    this.databases = new DatabaseList(target.database(), config);
  }

  DatabaseList databases() {
    return databases;
  }

  /** Databases that were due at the last poll and did not get their turn. */
  int waiting() {
    return waiting;
  }

  /** Databases that could not be visited at the last poll. */
  int failed() {
    return failed;
  }

  /** After the server changed. */
  void reset() {
    chosen.clear();
    refused.forgetIf(database -> true);
  }

  /** Asks for the databases, and forgets those that are gone. */
  void refresh(Session session) throws PollFailure {
    databases.refresh(session);
    Set<String> gone = new HashSet<>(chosen.keySet());
    gone.removeAll(databases.visitable());
    for (String database : gone) {
      chosen.remove(database);
      entries.forget(database);
    }
  }

  /**
   * One round.
   *
   * @param profile with the extensions of the configured database
   * @param slack half of the time between two polls
   */
  void run(
      OneSession sessions, ServerProfile profile, Duration slack, Outbox outbox, PollTally tally) {
    List<String> due = due(sessions, slack);
    long end = nanoTime.getAsLong() + config.visitBudget().toNanos();
    boolean away = false;
    waiting = due.size();
    failed = 0;
    for (String database : due) {
      if (!away && !sessions.isTo(database)) {
        // What the open connection is asked is no visit: others get the whole budget.
        away = true;
        end = nanoTime.getAsLong() + config.visitBudget().toNanos();
      }
      if (nanoTime.getAsLong() - end >= 0 || tally.tooSlow()) {
        return;
      }
      try {
        visit(sessions, database, profile, new Round(slack, end, outbox, tally));
        waiting--;
      } catch (PollFailure failure) {
        sessions.close();
        waiting--;
        failed++;
        refused.failed(database, FIRST_DELAY, nanoTime.getAsLong());
        tally.add(failure);
        publisher.publishFailed(database, failure.reason(), profile.versionNum(), outbox);
        if (OF_THE_SERVER.contains(failure.code())) {
          return;
        }
      }
    }
  }

  private List<String> due(OneSession sessions, Duration slack) {
    List<String> due = new ArrayList<>();
    for (String database : databases.visitable()) {
      if (refused.due(database, nanoTime.getAsLong(), Duration.ZERO) && isDue(database, slack)) {
        due.add(database);
      }
    }
    // The open connection is used before it is closed for another one.
    due.sort(
        Comparator.comparing((String database) -> !sessions.isTo(database))
            .thenComparingLong(this::untilDue));
    return due;
  }

  private boolean isDue(String database, Duration slack) {
    List<CatalogueEntry> known = chosen.get(database);
    return known == null || known.stream().anyMatch(entry -> entries.due(entry, database, slack));
  }

  private long untilDue(String database) {
    return chosen.getOrDefault(database, List.of()).stream()
        .mapToLong(entry -> entries.untilDue(entry, database))
        .min()
        .orElse(Long.MIN_VALUE);
  }

  private void visit(OneSession sessions, String database, ServerProfile profile, Round round)
      throws PollFailure {
    Session session = sessions.to(database);
    ServerProfile here = Extensions.of(session, profile);
    List<CatalogueEntry> answering =
        categories.stream()
            .map(category -> catalogue.choose(category, here))
            .map(Choice::entry)
            .flatMap(Optional::stream)
            .toList();
    chosen.put(database, answering);
    for (CatalogueEntry entry : answering) {
      if (entries.due(entry, database, round.slack)) {
        entries.ask(session, entry, here, database, round.outbox, round.tally);
      }
      if (nanoTime.getAsLong() - round.end >= 0 || round.tally.tooSlow()) {
        return;
      }
    }
  }

  private record Round(Duration slack, long end, Outbox outbox, PollTally tally) {}
}
