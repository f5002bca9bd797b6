package io.dbintel.ingest.check;

import io.dbintel.ingest.capabilities.CachedTargetProfile;
import io.dbintel.ingest.capabilities.Problems;
import io.dbintel.ingest.capabilities.ServerProfile;
import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.ingest.postgres.PollFailure;
import io.dbintel.ingest.postgres.Session;
import io.dbintel.ingest.postgres.Watchdog;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Checks targets side by side, each within its own deadlines. */
public final class Check {
  private static final int MAX_THREADS = 32;

  private final Function<TargetConfig, Function<ServerProfile, Map<String, String>>> strategies;

  /**
   * @param strategies what a target's catalogue chooses for a server: name of the entry by category
   */
  public Check(Function<TargetConfig, Function<ServerProfile, Map<String, String>>> strategies) {
    this.strategies = strategies;
  }

  /** Without strategies. */
  public static Check ofServersAlone() {
    return new Check(target -> profile -> Map.of());
  }

  /**
   * Prints what the targets have and lack, in their order.
   *
   * @param json one JSON document rather than text
   * @return whether something can be collected from each of them
   */
  public boolean run(List<TargetConfig> targets, boolean json, PrintWriter out) {
    List<TargetCheck> checks = check(targets);
    if (json) {
      CheckJson.write(checks, out);
    } else {
      new CheckText(out).write(checks);
    }
    out.flush();
    return checks.stream().allMatch(TargetCheck::usable);
  }

  List<TargetCheck> check(List<TargetConfig> targets) {
    int threads = Math.max(1, Math.min(MAX_THREADS, targets.size()));
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try (Watchdog watchdog = new Watchdog()) {
      List<CompletableFuture<TargetCheck>> running =
          targets.stream()
              .map(target -> CompletableFuture.supplyAsync(() -> check(target, watchdog), workers))
              .toList();
      return running.stream().map(CompletableFuture::join).toList();
    } finally {
      workers.shutdownNow();
    }
  }

  private TargetCheck check(TargetConfig target, Watchdog watchdog) {
    long started = System.nanoTime();
    try (Session session = Session.open(target, watchdog)) {
      ServerProfile profile = new CachedTargetProfile(target).get(session);
      return new TargetCheck(
          target,
          null,
          profile,
          new TreeMap<>(strategies.apply(target).apply(profile)),
          Problems.known().of(profile, target),
          since(started));
    } catch (PollFailure failure) {
      return new TargetCheck(target, failure, null, Map.of(), List.of(), since(started));
    }
  }

  private static Duration since(long started) {
    return Duration.ofNanos(System.nanoTime() - started);
  }
}
