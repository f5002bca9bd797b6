package io.dbintel.local.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.ingest.config.LogFormatChoice;
import io.dbintel.ingest.logs.LogCounts;
import io.dbintel.local.Await;
import io.dbintel.schemas.raw.LogEntry;
import io.dbintel.schemas.raw.PlanEntry;
import io.dbintel.schemas.raw.RawRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logs of servers that are killed as a whole, the process that writes the log included. */
class LogCrashIT {
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final int KILLS = 2;

  /** However the form quotes it. */
  private static final Pattern FAILED =
      Pattern.compile("relation \\W+table_(\\d+)_that_is_not_there\\W+ does not exist");

  private static final Pattern PLANNED = Pattern.compile("Query Text: SELECT 'number (\\d+)'");

  @ParameterizedTest
  @ValueSource(ints = {13, 17, 18})
  void whatAKilledServerHasWrittenIsFoundOnce(int major, @TempDir Path state) throws Exception {
    try (MonitoredServer server = MonitoredServer.start(major, LogTailIT.settings(major))) {
      Map<String, LogFollower> followers = followers(server, state);
      List<LogFollower> all = List.copyOf(followers.values());
      all.forEach(LogFollower::collect);
      try (NumberedLoad load = NumberedLoad.start(server, 4);
          Following following = new Following(all)) {
        for (int kill = 1; kill <= KILLS; kill++) {
          load.allow(1_000);
          int goal = load.given() + 200;
          Await.orFail(DEADLINE, () -> load.given() >= goal, () -> "the load stands still");
          killAll(server);
          tear(server);
          all.forEach(LogFollower::crash);
          server.postgres().startAgain();
        }
        load.allow(100);
        int goal = load.given() + 50;
        Await.orFail(DEADLINE, () -> load.given() >= goal, () -> "the load stands still");
        load.stop();
        server.postgres().stop();
        assertThat(following.goesOn()).as("the collectors go on").isTrue();
      }
      for (Map.Entry<String, LogFollower> one : followers.entrySet()) {
        assertFound(server, one.getKey(), one.getValue());
      }
      all.forEach(LogFollower::close);
    }
  }

  private static void assertFound(MonitoredServer server, String suffix, LogFollower follower)
      throws IOException {
    String written = written(server, suffix);
    Set<Integer> failed = numbers(FAILED, written);
    Set<Integer> planned = numbers(PLANNED, written);
    assertThat(failed).as("written to %s", suffix).hasSizeGreaterThan(150);
    Await.within(
        Duration.ofSeconds(20),
        () -> {
          follower.collect();
          return events(follower).keySet().containsAll(failed)
              && plans(follower).keySet().containsAll(planned);
        });
    Map<Integer, Set<String>> events = events(follower);
    Map<Integer, Set<String>> plans = plans(follower);
    Set<Integer> torn = new TreeSet<>(failed);
    torn.addAll(planned);
    torn.removeAll(events.keySet());
    torn.removeAll(plans.keySet());
    assertTorn(torn, follower);
    assertThat(events.keySet()).isSubsetOf(failed);
    assertThat(plans.keySet()).isSubsetOf(planned);
    assertThat(Stream.concat(events.entrySet().stream(), plans.entrySet().stream()))
        .as("ids of each number")
        .allSatisfy(number -> assertThat(number.getValue()).hasSize(1));
    Set<String> ids = new HashSet<>();
    events.values().forEach(ids::addAll);
    plans.values().forEach(ids::addAll);
    assertThat(ids).as("ids are of one number").hasSize(events.size() + plans.size());
    assertThat(follower.collector().counts().gaps()).isZero();
  }

  /** At each kill one entry, in the midst of which its writer was killed; they are counted. */
  private static void assertTorn(Set<Integer> torn, LogFollower follower) {
    assertThat(torn).as("written, and not published").hasSizeLessThanOrEqualTo(KILLS);
    LogCounts counts = follower.collector().counts();
    assertThat(counts.unreadable() + counts.shredded()).as("since the last kill").isBetween(1L, 4L);
  }

  /** The end that a file has when the kill comes between two writes of one entry. */
  private static void tear(MonitoredServer server) throws IOException {
    for (Path file : logs(server, "")) {
      String text = Files.readString(file, StandardCharsets.UTF_8);
      Matcher entry = FAILED.matcher(text);
      String torn = "";
      while (entry.find()) {
        int begin = text.lastIndexOf('\n', entry.start()) + 1;
        torn = text.substring(begin, entry.end() - "not exist".length());
      }
      Files.writeString(file, torn, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
    }
  }

  private static List<Path> logs(MonitoredServer server, String suffix) throws IOException {
    try (Stream<Path> files = Files.list(server.postgres().dataDirectory().resolve("log"))) {
      return files.filter(path -> path.toString().endsWith(suffix)).sorted().toList();
    }
  }

  private static String written(MonitoredServer server, String suffix) throws IOException {
    StringBuilder all = new StringBuilder();
    for (Path file : logs(server, suffix)) {
      all.append(Files.readString(file, StandardCharsets.UTF_8));
    }
    return all.toString();
  }

  private static Set<Integer> numbers(Pattern pattern, String text) {
    Set<Integer> numbers = new HashSet<>();
    Matcher number = pattern.matcher(text);
    while (number.find()) {
      numbers.add(Integer.valueOf(number.group(1)));
    }
    return numbers;
  }

  /** The ids under which each failed statement was published. */
  static Map<Integer, Set<String>> events(LogFollower follower) {
    Map<Integer, Set<String>> ids = new HashMap<>();
    for (RawRecord<LogEntry> event : follower.records().events()) {
      add(ids, FAILED, event.body().message(), event.envelope().id());
    }
    return ids;
  }

  static Map<Integer, Set<String>> plans(LogFollower follower) {
    Map<Integer, Set<String>> ids = new HashMap<>();
    for (RawRecord<PlanEntry> plan : follower.records().plans()) {
      add(ids, PLANNED, plan.body().plan(), plan.envelope().id());
    }
    return ids;
  }

  private static void add(Map<Integer, Set<String>> ids, Pattern pattern, String text, String id) {
    for (int number : numbers(pattern, text == null ? "" : text)) {
      ids.computeIfAbsent(number, any -> new HashSet<>()).add(id);
    }
  }

  /** SIGKILL to the postmaster, and to all its children before they have seen it. */
  static void killAll(MonitoredServer server) {
    try {
      Path file = server.postgres().dataDirectory().resolve("postmaster.pid");
      long pid = Long.parseLong(Files.readAllLines(file).get(0).strip());
      ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
      List<ProcessHandle> processes = new ArrayList<>(postmaster.descendants().toList());
      postmaster.destroyForcibly();
      processes.forEach(ProcessHandle::destroyForcibly);
      processes.add(postmaster);
      processes.forEach(process -> process.onExit().join());
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, LogFollower> followers(MonitoredServer server, Path state) {
    Map<String, LogFollower> followers = new HashMap<>();
    followers.put(".log", LogTailIT.follower(server, "*.log", LogFormatChoice.STDERR, state));
    followers.put(".csv", LogTailIT.follower(server, "*.csv", LogFormatChoice.CSVLOG, state));
    if (server.major() >= 15) {
      followers.put(".json", LogTailIT.follower(server, "*.json", LogFormatChoice.JSONLOG, state));
    }
    return followers;
  }
}
