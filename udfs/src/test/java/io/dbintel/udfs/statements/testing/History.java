package io.dbintel.udfs.statements.testing;

import io.dbintel.schemas.envelope.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Plays steps against two simulated servers and keeps what the collector would have published. */
public final class History {
  private static final long START = 10_000 * PollBuilder.SECOND;

  private final int major;
  private final SimulatedServer[] servers;
  private final List<byte[]> published = new ArrayList<>();
  private final List<byte[]> late = new ArrayList<>();
  private final Map<String, Integer> serverOfPoll = new LinkedHashMap<>();
  private final List<Step> played = new ArrayList<>();
  private int current;
  private long now = START;
  private long number;
  private long collectorStart = START - 10;
  private long collectorClockOffset;
  private int runs;
  private int buckets = 2;

  /** What can happen to a server, a collector or a record on its way. */
  public enum Kind {
    EXECUTE,
    POLL,
    MISSED_POLL,
    FAILED_POLL,
    DUPLICATED_CHUNK,
    SHUFFLED_CHUNKS,
    MORE_BUCKETS,
    FEWER_BUCKETS,
    COLLECTOR_RESTART,
    PARTIAL_POLL,
    LOST_CHUNK,
    LATE_CHUNK,
    OLD_RECORD_AGAIN,
    CLEAN_RESTART,
    RESET_ALL,
    RESET_ONE,
    EVICTION,
    CRASH,
    FAILOVER,
    PRIVILEGE,
    UPGRADE
  }

  /**
   * @param a chooses within the kind
   * @param b chooses within the kind
   */
  public record Step(Kind kind, int a, int b) {}

  public History(int major) {
    this.major = major;
    servers =
        new SimulatedServer[] {
          new SimulatedServer(major, "7001", START - 1_000),
          new SimulatedServer(major, "7001", START - 2_000)
        };
    for (SimulatedServer server : servers) {
      for (int query = 0; query < 6; query++) {
        server.execute(key(query), START - 500, 7 + query, 1.5);
      }
    }
    publish(snapshot().records());
  }

  public List<byte[]> published() {
    return published;
  }

  @Override
  public String toString() {
    return "PostgreSQL " + major + " " + played;
  }

  public int major() {
    return major;
  }

  /** The server that a poll saw. */
  public SimulatedServer serverOf(long pollCollectorStart, long pollNumber) {
    return servers[serverOfPoll.get(pollCollectorStart + ":" + pollNumber)];
  }

  public List<SimulatedServer.Execution> truthOfCurrentServer() {
    return servers[current].truth();
  }

  /** Server time of the first poll. */
  public long start() {
    return START + PollBuilder.SECOND;
  }

  /** A last poll that loses nothing. Returns its server time. */
  public long finish() {
    publish(snapshot().records());
    return now;
  }

  public void play(Step step) {
    played.add(step);
    now += PollBuilder.SECOND;
    SimulatedServer server = servers[current];
    switch (step.kind()) {
      case EXECUTE ->
          server.execute(key(step.a()), now, 1 + step.b() % 5, 0.25 * (1 + step.b() % 40));
      case CLEAN_RESTART -> server.cleanRestart(now);
      case RESET_ALL -> server.resetAll(now);
      case RESET_ONE -> server.resetOne(step.a(), now);
      case EVICTION -> server.evict(step.a(), now);
      case CRASH -> server.crash(now);
      case FAILOVER -> current = 1 - current;
      case PRIVILEGE -> server.togglePrivilege();
      case UPGRADE -> server.upgradeExtension();
      default -> collect(step);
    }
  }

  private void collect(Step step) {
    switch (step.kind()) {
      case MISSED_POLL -> number++;
      case FAILED_POLL -> publish(List.of(snapshot().failed()));
      case MORE_BUCKETS -> buckets = Math.min(16, buckets * 2);
      case FEWER_BUCKETS -> buckets = Math.max(1, buckets / 2);
      case COLLECTOR_RESTART -> restartCollector(step);
      case PARTIAL_POLL -> publish(partial(step).records());
      case OLD_RECORD_AGAIN -> published.add(published.get(step.a() % published.size()));
      default -> disturbed(step);
    }
  }

  private void disturbed(Step step) {
    List<byte[]> records = new ArrayList<>(snapshot().records());
    int index = step.a() % records.size();
    switch (step.kind()) {
      case DUPLICATED_CHUNK -> records.add(index, records.get(index));
      case SHUFFLED_CHUNKS -> Collections.shuffle(records, new Random(step.b()));
      case LOST_CHUNK -> records.remove(index);
      case LATE_CHUNK -> late.add(records.remove(index));
      default -> {}
    }
    publish(records);
    if (step.kind() != Kind.LATE_CHUNK) {
      published.addAll(late);
      late.clear();
    }
  }

  private void restartCollector(Step step) {
    collectorClockOffset = step.a() % 2 == 0 ? 0 : -10L * step.b() * PollBuilder.SECOND;
    runs++;
    collectorStart = now + collectorClockOffset + runs;
    number = 0;
  }

  private PollBuilder snapshot() {
    PollBuilder poll = begin();
    servers[current].rows().forEach(poll::row);
    return poll;
  }

  private PollBuilder partial(Step step) {
    PollBuilder poll = begin().outcome(Outcome.PARTIAL);
    Random random = new Random(step.b());
    servers[current]
        .rows()
        .forEach(
            (key, values) -> {
              if (random.nextInt(3) > 0) {
                poll.row(key, values);
              }
            });
    return poll;
  }

  private PollBuilder begin() {
    now += PollBuilder.SECOND;
    number++;
    serverOfPoll.put(collectorStart + ":" + number, current);
    return servers[current]
        .poll(number, now)
        .run("collector-1", collectorStart)
        .collectedAt(now + collectorClockOffset)
        .buckets(buckets);
  }

  private void publish(List<byte[]> records) {
    published.addAll(records);
  }

  private static StatementKey key(int query) {
    return new StatementKey(10 + query % 2, 5 + query / 2 % 2, query % 5 != 0, 100 + query / 3);
  }
}
