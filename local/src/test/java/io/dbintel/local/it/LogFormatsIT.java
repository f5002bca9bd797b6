package io.dbintel.local.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.ingest.logs.parse.AutoExplain;
import io.dbintel.ingest.logs.parse.LogClasses;
import io.dbintel.ingest.logs.parse.LogEntryRead;
import io.dbintel.ingest.logs.parse.LogFormat;
import io.dbintel.ingest.logs.parse.LogParser;
import io.dbintel.ingest.logs.parse.LogParsers;
import io.dbintel.ingest.logs.parse.ParseOptions;
import io.dbintel.ingest.logs.parse.PlanFormat;
import io.dbintel.ingest.logs.parse.PlanRead;
import io.dbintel.local.Await;
import io.dbintel.local.postgres.EmbeddedPostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Real servers log the same statements in all the forms they have, under many prefixes: the entries
 * are equal in every field that the prefix carries.
 */
class LogFormatsIT {
  private static final List<String> PREFIXES =
      List.of(
          "%m [%p] ",
          "%t [%p]: [%l-1] user=%u,db=%d,app=%a,client=%h ",
          "%m:%r:%u@%d:[%p]:%l:%e:%s:%v:%x:%c:%q%a ",
          "",
          "%n %c %q%u@%d ",
          "<%m|%-10u|%10d|%8p|%-8e|%-3l> ",
          "%q%a/%u/%d ",
          "%m %b[%p] leader=%P query=%Q ",
          "%t %p %i (%x) %v ",
          "%s;%m;%r;%e;%l;%p;",
          "{\"t\":\"%m\",\"p\":%p,\"percent\":\"100%%\",\"u\":\"%u\"} ",
          "%m [%p] %q[user=%u,db=%d,app=%a] ",
          "host=%h app=%a pid=%p %%%m ",
          "%L %p %m %z%-6l|");

  private static final List<String> ZONES =
      List.of(
          "UTC",
          "Europe/Berlin",
          "America/Sao_Paulo",
          "Asia/Kolkata",
          "America/New_York",
          "Australia/Lord_Howe");

  private static final Set<String> KINDS =
      Set.of(
          "plan",
          "statement",
          "statement_duration",
          "cancelled_statement",
          "lock_wait",
          "lock_acquired",
          "deadlock",
          "temp_file",
          "checkpoint",
          "connection_received",
          "connection_authorized",
          "disconnection",
          "authentication_failed",
          "error");

  @ParameterizedTest
  @ValueSource(ints = {13, 14, 15, 16, 17, 18})
  void formsAreEqualUnderEveryPrefix(int major) throws Exception {
    try (EmbeddedPostgresServer server = EmbeddedPostgresServer.start(major, settings(major))) {
      FormatWorkload workload = new FormatWorkload(server);
      workload.setUp();
      int entries = 0;
      for (int i = 0; i < PREFIXES.size(); i++) {
        entries += compare(server, workload, i);
      }
      assertThat(entries).isGreaterThan(100 * PREFIXES.size());
      System.out.printf(
          "PostgreSQL %d: %d entries equal in all forms under %d prefixes%n",
          major, entries, PREFIXES.size());
    }
  }

  private static int compare(EmbeddedPostgresServer server, FormatWorkload workload, int number)
      throws SQLException {
    String prefix = PREFIXES.get(number);
    String zone = ZONES.get(number % ZONES.size());
    boolean verbose = number % 3 == 1;
    Map<LogFormat, Path> files = rotate(server, number, zone, verbose);
    String first = "SELECT 'first of prefix %d'".formatted(number);
    String last = "SELECT 'last of prefix %d'".formatted(number);
    server.execute(first);
    workload.run();
    server.execute(last);
    files.values().forEach(file -> awaitText(file, last));

    ParseOptions options = ParseOptions.defaults().withPrefix(prefix).withZone(ZoneId.of(zone));
    Map<LogFormat, List<LogEntryRead>> read = new EnumMap<>(LogFormat.class);
    files.forEach(
        (format, file) -> read.put(format, between(entries(format, file, options), first, last)));

    List<LogEntryRead> csv = read.get(LogFormat.CSVLOG);
    if (read.containsKey(LogFormat.JSONLOG)) {
      assertSame(
          csv.stream().map(PrefixFields::all).toList(),
          read.get(LogFormat.JSONLOG).stream().map(PrefixFields::all).toList(),
          server.major() + ": csvlog and jsonlog");
    }
    PrefixFields fields = new PrefixFields(prefix);
    List<LogEntryRead> stderr = read.get(LogFormat.STDERR);
    assertSame(
        csv.stream()
            .map(entry -> fields.expected(withoutLocation(entry, verbose), verbose))
            .toList(),
        stderr.stream().map(entry -> fields.expected(entry, verbose)).toList(),
        "%d: csvlog and stderr with prefix %s".formatted(server.major(), prefix));
    if (fields.carriesAlways('p')) {
      assertSeconds(csv, stderr, fields.carries('t'));
      assertLineNumbers(stderr, fields.carriesAlways('l'));
    }
    assertPlans(csv, stderr);
    assertKinds(csv, stderr, server.major());
    return csv.size();
  }

  /** A new file for each form, with a new prefix, when every new session uses both. */
  private static Map<LogFormat, Path> rotate(
      EmbeddedPostgresServer server, int number, String zone, boolean verbose) throws SQLException {
    String name = "prefix-%02d".formatted(number);
    Map<String, String> changes =
        Map.of(
            "log_filename",
            name + ".log",
            "log_line_prefix",
            PREFIXES.get(number),
            "log_timezone",
            zone,
            "log_error_verbosity",
            verbose ? "verbose" : "default");
    try (Connection connection = server.connect(EmbeddedPostgresServer.SUPERUSER);
        Statement statement = connection.createStatement()) {
      for (Map.Entry<String, String> change : changes.entrySet()) {
        statement.execute(
            "ALTER SYSTEM SET %s = '%s'".formatted(change.getKey(), change.getValue()));
      }
      statement.execute("SELECT pg_reload_conf()");
    }
    Path folder = server.dataDirectory().resolve("log");
    Map<LogFormat, Path> files = new EnumMap<>(LogFormat.class);
    files.put(LogFormat.STDERR, folder.resolve(name + ".log"));
    files.put(LogFormat.CSVLOG, folder.resolve(name + ".csv"));
    if (server.major() >= 15) {
      files.put(LogFormat.JSONLOG, folder.resolve(name + ".json"));
    }
    String probe = "SELECT current_setting('log_filename') = '%s.log'".formatted(name);
    Await.orFail(
        Duration.ofSeconds(20),
        () -> "t".equals(server.value(probe)) && files.values().stream().allMatch(Files::exists),
        () -> server + " does not log to " + name);
    // Until the checkpointer has read the new settings, its entries have the old prefix.
    server.execute("CHECKPOINT");
    return files;
  }

  /** Fed in pieces of odd sizes. */
  private static List<LogEntryRead> entries(LogFormat format, Path file, ParseOptions options) {
    byte[] bytes = bytes(file);
    LogParser parser = LogParsers.of(format, options);
    List<LogEntryRead> entries = new ArrayList<>();
    int size = 1;
    for (int at = 0; at < bytes.length; at += size) {
      size = Math.min(bytes.length - at, 1 + (at * 31 + 7) % 5000);
      parser.feed(bytes, at, size, at, entries::add);
    }
    parser.endOfInput(entries::add);
    assertThat(parser.counts().truncated()).isZero();
    assertThat(parser.safeOffset()).isEqualTo(bytes.length);
    return entries;
  }

  /** The entries after one statement was logged and before another is. */
  private static List<LogEntryRead> between(List<LogEntryRead> entries, String first, String last) {
    int from = -1;
    int to = -1;
    for (int i = 0; i < entries.size(); i++) {
      String message = entries.get(i).message();
      if (message.contains(first)) {
        from = i + 1;
      } else if (message.contains(last) && to < 0) {
        to = i;
      }
    }
    assertThat(from).as(first).isPositive();
    assertThat(to).as(last).isGreaterThan(from);
    return entries.subList(from, to).stream().filter(entry -> !isMarker(entry)).toList();
  }

  /** Sessions of the test itself begin and end around the statements, in any order. */
  private static boolean isMarker(LogEntryRead entry) {
    return entry.message().startsWith("disconnection: ")
        || entry.message().startsWith("connection ");
  }

  private static void assertSame(
      List<List<String>> expected, List<List<String>> actual, String what) {
    List<String> missing = sorted(expected);
    List<String> unexpected = new ArrayList<>();
    for (String entry : sorted(actual)) {
      if (!missing.remove(entry)) {
        unexpected.add(entry);
      }
    }
    assertThat(missing.isEmpty() && unexpected.isEmpty())
        .as(
            "%s: of %d entries, %d are missing, as%n%s%nand %d unexpected, as%n%s",
            what,
            expected.size(),
            missing.size(),
            missing.stream().limit(3).toList(),
            unexpected.size(),
            unexpected.stream().limit(3).toList())
        .isTrue();
    assertThat(actual).hasSameSizeAs(expected);
  }

  private static List<String> sorted(List<List<String>> entries) {
    return new ArrayList<>(entries.stream().map(List::toString).sorted().toList());
  }

  /** csvlog has the location at any verbosity when it is set after the statement began. */
  private static LogEntryRead withoutLocation(LogEntryRead entry, boolean verbose) {
    return verbose ? entry : entry.toBuilder().location(null).build();
  }

  /** %t is taken anew for stderr, so it may be a second later. */
  private static void assertSeconds(
      List<LogEntryRead> csv, List<LogEntryRead> stderr, boolean carried) {
    if (!carried) {
      return;
    }
    Map<Integer, List<LogEntryRead>> expected = byProcess(csv);
    byProcess(stderr)
        .forEach(
            (pid, entries) -> {
              for (int i = 0; i < entries.size(); i++) {
                long time = expected.get(pid).get(i).logTimeMicros();
                assertThat(entries.get(i).logTimeMicros())
                    .isBetween(time - 1_999_999, time + 1_000_000);
              }
            });
  }

  /** stderr counts lines with a prefix. */
  private static void assertLineNumbers(List<LogEntryRead> stderr, boolean carried) {
    if (!carried) {
      return;
    }
    for (List<LogEntryRead> entries : byProcess(stderr).values()) {
      for (int i = 1; i < entries.size(); i++) {
        LogEntryRead before = entries.get(i - 1);
        assertThat(entries.get(i).lineNumber()).isEqualTo(before.lineNumber() + lines(before));
      }
    }
  }

  private static long lines(LogEntryRead entry) {
    return 1
        + java.util.stream.Stream.of(
                entry.detail(),
                entry.hint(),
                entry.internalQuery(),
                entry.context(),
                entry.location(),
                entry.statement())
            .filter(text -> text != null)
            .count();
  }

  private static Map<Integer, List<LogEntryRead>> byProcess(List<LogEntryRead> entries) {
    Map<Integer, List<LogEntryRead>> byProcess = new HashMap<>();
    entries.forEach(
        entry -> byProcess.computeIfAbsent(entry.pid(), pid -> new ArrayList<>()).add(entry));
    return byProcess;
  }

  private static void assertPlans(List<LogEntryRead> csv, List<LogEntryRead> stderr) {
    List<PlanRead> expected = plans(csv);
    assertThat(plans(stderr)).containsExactlyInAnyOrderElementsOf(expected);
    for (PlanFormat format : PlanFormat.values()) {
      assertThat(expected.stream().filter(plan -> plan.format() == format && plan.nested()))
          .as("nested plans in %s", format)
          .isNotEmpty();
      assertThat(expected.stream().filter(plan -> plan.format() == format && !plan.nested()))
          .as("plans in %s", format)
          .hasSizeGreaterThanOrEqualTo(2);
    }
  }

  /** Without query ids, which csvlog has and most prefixes have not. */
  private static List<PlanRead> plans(List<LogEntryRead> entries) {
    return entries.stream()
        .map(entry -> AutoExplain.plan(entry.toBuilder().queryId(1L).build()))
        .flatMap(Optional::stream)
        .toList();
  }

  /** A prefix without SQLSTATE and kind of process tells less, and never something else. */
  private static void assertKinds(List<LogEntryRead> csv, List<LogEntryRead> stderr, int major) {
    Map<String, Integer> expected = kinds(csv);
    assertThat(expected.keySet()).as("kinds of PostgreSQL %d", major).containsAll(wanted());
    Map<String, Integer> actual = kinds(stderr);
    Set<String> all = new TreeSet<>(expected.keySet());
    all.addAll(actual.keySet());
    for (String kind : all) {
      assertThat(actual.getOrDefault(kind, 0))
          .as("%s of PostgreSQL %d in stderr", kind, major)
          .isEqualTo(expected.getOrDefault(kind, 0));
    }
  }

  private static Set<String> wanted() {
    Set<String> wanted = new TreeSet<>(KINDS);
    wanted.removeIf(kind -> kind.startsWith("connection_") || kind.equals("disconnection"));
    return wanted;
  }

  private static Map<String, Integer> kinds(List<LogEntryRead> entries) {
    Map<String, Integer> kinds = new TreeMap<>();
    for (LogEntryRead entry : entries) {
      kinds.merge(LogClasses.standard().classify(entry).kind().name(), 1, Integer::sum);
    }
    return kinds;
  }

  private static void awaitText(Path file, String text) {
    Await.orFail(
        Duration.ofSeconds(20),
        () -> new String(bytes(file), StandardCharsets.UTF_8).contains(text),
        () -> file + " has no " + text);
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> settings(int major) {
    Map<String, String> settings = new HashMap<>();
    settings.put("logging_collector", "on");
    settings.put("log_filename", "start.log");
    settings.put("log_destination", major >= 15 ? "stderr,csvlog,jsonlog" : "stderr,csvlog");
    settings.put("log_rotation_size", "0");
    settings.put("log_statement", "all");
    settings.put("log_min_duration_statement", "0");
    settings.put("log_min_messages", "notice");
    settings.put("log_lock_waits", "on");
    settings.put("deadlock_timeout", "20ms");
    settings.put("log_connections", "on");
    settings.put("log_disconnections", "on");
    settings.put("log_checkpoints", "on");
    settings.put("log_temp_files", "0");
    settings.put("log_parameter_max_length", "-1");
    settings.put("log_parameter_max_length_on_error", "-1");
    settings.put("work_mem", "64kB");
    settings.put("max_parallel_workers_per_gather", "2");
    settings.put("min_parallel_table_scan_size", "0");
    settings.put("parallel_setup_cost", "0");
    settings.put("parallel_tuple_cost", "0");
    settings.put("autovacuum", "off");
    return settings;
  }
}
