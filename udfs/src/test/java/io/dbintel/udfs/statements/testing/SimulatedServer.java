package io.dbintel.udfs.statements.testing;

import io.dbintel.schemas.envelope.Epoch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A small pg_stat_statements that also knows the truth: every execution with its time, whatever the
 * view has forgotten. Times of executions are multiples of 0.25 ms, so that sums are exact.
 */
public final class SimulatedServer {
  private final int major;
  private final String systemIdentifier;
  private final Map<StatementKey, Entry> entries = new LinkedHashMap<>();
  private final List<Execution> truth = new ArrayList<>();
  private final List<SilentReset> silentResets = new ArrayList<>();
  private long statsReset;
  private long postmasterStart;
  private long dealloc;
  private boolean readsAll = true;
  private int extension = 9;

  /** One execution as it really was. */
  public record Execution(StatementKey key, long time, double millis) {}

  /**
   * An entry that was dropped without a word: no reset time, no count of evictions says so.
   *
   * @param since when the entry was created; from 17 on that tells, unless nobody saw the entry
   */
  public record SilentReset(StatementKey key, long time, long since) {}

  private static final class Entry {
    private final long since;
    private long calls;
    private double millis;
    private double squares;

    private Entry(long since) {
      this.since = since;
    }
  }

  public SimulatedServer(int major, String systemIdentifier, long startedAt) {
    this.major = major;
    this.systemIdentifier = systemIdentifier;
    this.statsReset = startedAt;
    this.postmasterStart = startedAt;
  }

  public List<Execution> truth() {
    return truth;
  }

  public List<SilentReset> silentResets() {
    return silentResets;
  }

  public void execute(StatementKey asked, long time, int times, double millis) {
    StatementKey key =
        major == 13 ? new StatementKey(asked.userid(), asked.dbid(), true, asked.queryid()) : asked;
    Entry entry = entries.computeIfAbsent(key, absent -> new Entry(time));
    for (int i = 0; i < times; i++) {
      entry.calls++;
      entry.millis += millis;
      entry.squares += millis * millis;
      truth.add(new Execution(key, time, millis));
    }
  }

  public void resetAll(long time) {
    if (major == 13) {
      entries.forEach((key, entry) -> silentResets.add(new SilentReset(key, time, entry.since)));
    }
    entries.clear();
    dealloc = 0;
    statsReset = time;
  }

  public void resetOne(int index, long time) {
    remove(index, time, true);
  }

  public void evict(int index, long time) {
    dealloc += remove(index, time, major == 13) ? 1 : 0;
  }

  private boolean remove(int index, long time, boolean silent) {
    if (entries.isEmpty()) {
      return false;
    }
    StatementKey key = List.copyOf(entries.keySet()).get(index % entries.size());
    Entry entry = entries.remove(key);
    if (silent) {
      silentResets.add(new SilentReset(key, time, entry.since));
    }
    return true;
  }

  public void cleanRestart(long time) {
    postmasterStart = time;
  }

  public void crash(long time) {
    resetAll(time);
    postmasterStart = time;
  }

  public void togglePrivilege() {
    readsAll = !readsAll;
  }

  public void upgradeExtension() {
    extension++;
  }

  /** A poll that sees the server as it is now. */
  public PollBuilder poll(long number, long time) {
    Epoch epoch =
        new Epoch(
            systemIdentifier,
            major == 13 ? null : (Long) statsReset,
            major == 13 ? (Long) postmasterStart : null,
            readsAll ? "all" : "own",
            "pg_stat_statements",
            "1." + extension,
            Epoch.CUMULATIVE);
    PollBuilder poll =
        PollBuilder.poll(number, time).epoch(epoch).dealloc(major == 13 ? null : (Long) dealloc);
    if (major == 13) {
      poll.withoutToplevel();
    }
    if (major >= 17) {
      poll.statsSinceColumn();
    }
    return poll;
  }

  /** The rows that the reader may see, as the view shows them. */
  public Map<StatementKey, Counters> rows() {
    Map<StatementKey, Counters> rows = new LinkedHashMap<>();
    entries.forEach(
        (key, entry) -> {
          if (readsAll || key.userid() == 10) {
            rows.put(key, counters(entry));
          }
        });
    return rows;
  }

  private Counters counters(Entry entry) {
    double mean = entry.millis / entry.calls;
    double variance = Math.max(0, entry.squares / entry.calls - mean * mean);
    Counters counters =
        Counters.of(entry.calls, entry.millis)
            .with("mean_exec_time", mean)
            .with("stddev_exec_time", Math.sqrt(variance));
    return major >= 17 ? counters.since(entry.since) : counters;
  }
}
