package io.dbintel.ingest.logs.parse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogClassesTest {
  private static final LogClasses CLASSES = LogClasses.standard();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "plan|LOG|00000|duration: 5.5 ms  plan:\\n{}",
        "statement_duration|LOG|00000|duration: 5.5 ms",
        "statement_duration|LOG|00000|duration: 5.5 ms  bind S_1: SELECT 1",
        "statement|LOG|00000|statement: SELECT 1",
        "cancelled_statement|ERROR|57014|canceling statement due to statement timeout",
        "cancelled_statement|ERROR|57014|Anweisung wird abgebrochen",
        "cancelled_statement|ERROR|55P03|canceling statement due to lock timeout",
        "autovacuum_cancelled|ERROR|57014|canceling autovacuum task",
        "lock_not_acquired|ERROR|55P03|could not obtain lock on row in relation \"x\"",
        "deadlock|ERROR|40P01|deadlock detected",
        "deadlock|ERROR||deadlock detected",
        "temp_file|LOG|00000|temporary file: path \"base/pgsql_tmp/pgsql_tmp1.0\", size 140000",
        "checkpoint|LOG|00000|checkpoint starting: immediate force wait",
        "restartpoint|LOG|00000|restartpoint starting: time",
        "checkpoints_too_frequent|LOG|00000|checkpoints are occurring too frequently (1 second"
            + " apart)",
        "connection_received|LOG|00000|connection received: host=127.0.0.1 port=5",
        "connection_authenticated|LOG|00000|connection authenticated: identity=\"x\" method=trust"
            + " (y:1)",
        "connection_authorized|LOG|00000|connection authorized: user=a database=b",
        "disconnection|LOG|00000|disconnection: session time: 0:01:02.500 user=a database=b host=c",
        "authentication_failed|FATAL|28P01|password authentication failed for user \"x\"",
        "authentication_failed|FATAL||no pg_hba.conf entry for host \"x\", user \"y\"",
        "connection_failed|FATAL|53300|sorry, too many clients already",
        "connection_failed|LOG|08006|could not receive data from client: Connection reset by peer",
        "connection_terminated|FATAL|57P01|terminating connection due to administrator command",
        "replication|LOG|00000|started streaming WAL from primary at 0/3000000 on timeline 1",
        "archive_failed|LOG|00000|archive command failed with exit code 1",
        "crash|LOG|00000|server process (PID 5) was terminated by signal 9: Killed",
        "server_start|LOG|00000|database system is ready to accept connections",
        "server_stop|LOG|00000|received fast shutdown request",
        "recovery|LOG|00000|redo starts at 0/16B3748",
        "config_reload|LOG|00000|received SIGHUP, reloading configuration files",
        "parameter_changed|LOG|00000|parameter \"work_mem\" changed to \"5MB\"",
        "out_of_memory|ERROR|53200|out of memory",
        "disk_full|ERROR|53100|could not extend file \"base/1/2\": No space left on device",
        "corruption|ERROR|XX001|invalid page in block 5 of relation base/1/2",
        "corruption|WARNING|01000|page verification failed, calculated checksum 5 but expected 6",
        "wraparound|WARNING|01000|database \"x\" must be vacuumed within 5000 transactions",
        "error|ERROR|42P01|relation \"x\" does not exist",
        "error|PANIC||could not do it",
        "error|XWARNX|22012|words of no known language",
        "other|XWARNX|00000|words of no known language",
        "other|XWARNX||words of no known language",
        "other|WARNING|01000|there is no transaction in progress",
        "other|LOG|00000|something new",
        "other|||"
      })
  void everyKindIsKnown(String kind, String severity, String sqlState, String message) {
    LogEntryRead entry =
        LogEntryRead.builder(0, 1, LogFormat.STDERR)
            .severity(severity)
            .sqlState(sqlState)
            .message(message == null ? null : message.replace("\\n", "\n"))
            .build();
    assertThat(CLASSES.classify(entry).kind().name()).isEqualTo(kind);
  }

  @Test
  void fieldsOfLockWaits() {
    assertThat(
            fields(
                entry(
                        "process 77 still waiting for AccessShareLock on relation 16384 of database"
                            + " 5 after 1000.123 ms")
                    .detail("Processes holding the lock: 78, 79. Wait queue: 77, 80.")))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "pid",
                77L,
                "lock_mode",
                "AccessShareLock",
                "relation_oid",
                16384L,
                "database_oid",
                5L,
                "waited_ms",
                1000.123,
                "blocking_pids",
                List.of(78L, 79L),
                "waiting_pids",
                List.of(77L, 80L)));
  }

  @Test
  void fieldsOfADeadlockAreThoseOfItsFirstProcess() {
    assertThat(
            fields(
                LogEntryRead.builder(0, 1, LogFormat.CSVLOG)
                    .severity("ERROR")
                    .sqlState("40P01")
                    .message("Verklemmung entdeckt")
                    .detail(
                        "Process 77 waits for ShareLock on transaction 900; blocked by process"
                            + " 78.\n"
                            + "Process 78 waits for ShareLock on transaction 901; blocked by"
                            + " process 77.\n"
                            + "Process 77: UPDATE")))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("pid", 77L, "lock_mode", "ShareLock", "blocking_pids", List.of(78L)));
  }

  @Test
  void fieldsOfACheckpoint() {
    assertThat(
            fields(
                entry(
                    "checkpoint complete: wrote 35 buffers (0.2%), wrote 3 SLRU buffers; 0 WAL"
                        + " file(s) added, 1 removed, 2 recycled; write=0.005 s, sync=0.001 s,"
                        + " total=0.012 s; sync files=2, longest=0.001 s, average=0.001 s;"
                        + " distance=33 kB, estimate=90 kB; lsn=1/1A, redo lsn=1/10")))
        .containsEntry("buffers", 35L)
        .containsEntry("buffers_percent", 0.2)
        .containsEntry("slru_buffers", 3L)
        .containsEntry("wal_recycled", 2L)
        .containsEntry("total_s", 0.012)
        .containsEntry("distance_kb", 33L)
        .containsEntry("lsn", 0x1_0000_001AL)
        .containsEntry("phase", "complete");
  }

  @Test
  void fieldsOfAVacuum() {
    assertThat(
            fields(
                entry(
                        """
                        automatic aggressive vacuum of table "a.b.c": index scans: 1
                        pages: 5 removed, 6 remain, 7 scanned (50.00% of total)
                        tuples: 8 removed, 9 remain, 10 are dead but not yet removable
                        something of a later release: 5
                        WAL usage: 11 records, 12 full page images, 13 bytes
                        system usage: CPU: user: 0.01 s, system: 0.02 s, elapsed: 0.50 s\
                        """)
                    .backendType("autovacuum worker")))
        .containsEntry("aggressive", 1L)
        .containsEntry("pages_scanned", 7L)
        .containsEntry("tuples_dead", 10L)
        .containsEntry("wal_bytes", 13L)
        .containsEntry("elapsed_s", 0.5);
  }

  @Test
  void whatUsersWriteIsNeverAField() {
    String secret = "4111111111111111";
    for (String message :
        List.of(
            "temporary file: path \"" + secret + "\", size 5",
            "duration: 5.0 ms  statement: SELECT " + secret,
            "parameter \"x\" changed to \"" + secret + "\"",
            "connection authorized: user=" + secret + " database=x")) {
      assertThat(fields(entry(message)).toString()).as(message).doesNotContain(secret);
    }
  }

  @Test
  void raiseCannotForgeAKind() {
    Classified forged =
        CLASSES.classify(
            entry("received fast shutdown request")
                .context("PL/pgSQL function inline_code_block line 1 at RAISE")
                .build());
    assertThat(forged.kind()).isEqualTo(EntryKind.OTHER);
    assertThat(
            CLASSES
                .classify(
                    entry("received fast shutdown request").backendType("client backend").build())
                .kind())
        .isEqualTo(EntryKind.OTHER);
    assertThat(
            CLASSES
                .classify(entry("deadlock detected").severity("ERROR").sqlState("P0001").build())
                .kind())
        .isEqualTo(EntryKind.ERROR);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "process 77 acquired NoSuchLock on transaction 5 after 1.0 ms",
        "process 77 acquired ShareLock on transaction 5 after x ms",
        "temporary file: path \"x\", size 99999999999999999999",
        "checkpoints are occurring too frequently (-- seconds apart)"
      })
  void aHoleOfAnotherTypeIsNoMatch(String message) {
    Classified classified = CLASSES.classify(entry(message).build());
    assertThat(classified.fields()).doesNotContainKeys("lock_mode", "temp_bytes", "interval_s");
  }

  /** Every shape of the data file is found again by a text made of it, in its own class. */
  @Test
  void everyShapeLeadsToItsClass() {
    JsonNode file = DataFiles.read("log-classes.yaml");
    int shapes = 0;
    List<String> wrong = new ArrayList<>();
    for (Map.Entry<String, JsonNode> one : file.get("classes").properties()) {
      for (JsonNode message : one.getValue().path("messages")) {
        String shape = message.isTextual() ? message.asText() : message.get("shape").asText();
        JsonNode states = one.getValue().path("sqlstates");
        Classified classified =
            CLASSES.classify(
                entry(example(shape))
                    .sqlState(states.isEmpty() ? "00000" : states.get(0).asText())
                    .build());
        shapes++;
        if (!classified.kind().name().equals(one.getKey())) {
          wrong.add(one.getKey() + " is " + classified + ": " + shape);
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(shapes).isGreaterThan(150);
  }

  @Test
  void namesOfKindsAreSnakeCaseAndOnce() {
    List<EntryKind> kinds = CLASSES.kinds();
    Set<String> names = new HashSet<>();
    for (EntryKind kind : kinds) {
      assertThat(kind.name()).matches("[a-z]+(_[a-z]+)*");
      assertThat(names.add(kind.name())).isTrue();
    }
    assertThat(
            new TreeSet<>(
                kinds.stream().filter(kind -> !kind.keep()).map(EntryKind::name).toList()))
        .containsExactly("other", "plan", "statement", "statement_duration");
  }

  private static String example(String shape) {
    return shape
        .replaceAll("\\{[a-z_]*:lsn}", "0/16B3748")
        .replaceAll("\\{[a-z_]*:mode}", "ShareLock")
        .replaceAll("\\{[a-z_]*:clock}", "0:00:01.5")
        .replaceAll("\\{[a-z_]*:ids}", "5, 6")
        .replaceAll("\\{[a-z_]+}", "5")
        .replace("{}", "something");
  }

  private static Map<String, Object> fields(LogEntryRead.Builder entry) {
    return CLASSES.classify(entry.build()).fields();
  }

  private static LogEntryRead.Builder entry(String message) {
    return LogEntryRead.builder(0, 1, LogFormat.CSVLOG)
        .severity("LOG")
        .sqlState("00000")
        .message(message);
  }
}
