package io.dbintel.ingest.metrics;

import io.dbintel.ingest.capabilities.ServerProfile;
import io.dbintel.ingest.catalogue.CatalogueEntry;
import io.dbintel.ingest.catalogue.Emit;
import io.dbintel.ingest.collect.Outbox;
import io.dbintel.ingest.config.MetricsConfig;
import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.ingest.postgres.PollFailure;
import io.dbintel.ingest.postgres.Session;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks single entries when they are due and publishes what they give. An entry that cannot be asked
 * is off until the server changes, or for an hour: a grant inside a database is no part of the
 * profile.
 */
final class Entries {
  private static final Logger LOG = LoggerFactory.getLogger(Entries.class);
  private static final Duration OFF = Duration.ofHours(1);

  private final TargetConfig target;
  private final MetricsConfig config;
  private final MetricsPublisher publisher;
  private final FreeText freeText;
  private final LongSupplier nanoTime;
  private final Schedule schedule = new Schedule();
  private final Map<String, ChangeFilter> filters = new HashMap<>();
  private final Set<String> off = new HashSet<>();

  Entries(TargetConfig target, MetricsPublisher publisher, LongSupplier nanoTime) {
    this.target = target;
    this.config = target.signals().metrics();
    this.publisher = publisher;
    this.freeText = new FreeText(target.scrub());
    this.nanoTime = nanoTime;
  }

  /**
   * @param database null for an entry of the whole server
   * @param slack half of the time between two polls
   */
  boolean due(CatalogueEntry entry, String database, Duration slack) {
    return schedule.due(key(entry, database), nanoTime.getAsLong(), slack);
  }

  /** How long until it is due; long ago when it never ran. */
  long untilDue(CatalogueEntry entry, String database) {
    return schedule.untilDue(key(entry, database), nanoTime.getAsLong());
  }

  /**
   * Asks one entry, whatever is due.
   *
   * @throws PollFailure when the connection is of no more use
   */
  void ask(
      Session session,
      CatalogueEntry entry,
      ServerProfile profile,
      String database,
      Outbox outbox,
      PollTally tally)
      throws PollFailure {
    String key = key(entry, database);
    EntryRead read;
    try {
      read = new EntryQuery(entry, profile, database, config).run(session);
    } catch (PollFailure broken) {
      schedule.failed(key, interval(entry), nanoTime.getAsLong());
      throw broken;
    }
    plan(key, read);
    if (entry.emit() == Emit.CHANGES && !read.failed()) {
      ChangeFilter filter = filters.computeIfAbsent(key, unseen -> new ChangeFilter());
      EntryRead changes = filter.apply(read, nanoTime.getAsLong());
      if (publish(changes, profile, outbox, filter::lost)) {
        filter.accepted();
      }
      tally.add(changes);
    } else {
      publish(read, profile, outbox, () -> {});
      tally.add(read);
    }
  }

  private boolean publish(EntryRead read, ServerProfile profile, Outbox outbox, Runnable onLost) {
    return publisher.publish(freeText.apply(read, profile.major()), profile, outbox, onLost);
  }

  /** After the server changed: everything is asked again, and all rows are published once more. */
  void reset() {
    schedule.forgetIf(key -> true);
    filters.clear();
    off.clear();
  }

  /** A database is gone. */
  void forget(String database) {
    String end = '\0' + database;
    schedule.forgetIf(key -> key.endsWith(end));
    filters.keySet().removeIf(key -> key.endsWith(end));
    off.removeIf(key -> key.endsWith(end));
  }

  Duration interval(CatalogueEntry entry) {
    return entry.interval().multipliedBy(config.intervalFactor());
  }

  private void plan(String key, EntryRead read) {
    CatalogueEntry entry = read.entry();
    long now = nanoTime.getAsLong();
    if (read.hopeless()) {
      schedule.postpone(key, OFF, now);
      if (off.add(key)) {
        LOG.warn(
            "target {}: entry {} of the catalogue is off: {}",
            target.instance(),
            entry.name(),
            read.reason());
      }
    } else if (read.failed()) {
      schedule.failed(key, interval(entry), now);
    } else {
      off.remove(key);
      schedule.done(key, interval(entry), read.duration(), now);
    }
  }

  private static String key(CatalogueEntry entry, String database) {
    return entry.name() + '\0' + (database == null ? "" : database);
  }
}
