package io.dbintel.ingest.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.ingest.capabilities.ServerProfile;
import io.dbintel.ingest.collect.CollectResult;
import io.dbintel.ingest.postgres.FailureCode;
import io.dbintel.ingest.publish.LossReason;
import io.dbintel.ingest.publish.OutgoingRecord;
import io.dbintel.schemas.envelope.Outcome;
import io.dbintel.schemas.raw.LogEntry;
import io.dbintel.schemas.raw.PlanEntry;
import io.dbintel.schemas.raw.RawRecord;
import io.dbintel.schemas.testing.SchemaValidation;
import io.dbintel.schemas.topic.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogsCollectorTest {
  private static final String PLAN =
      "duration: 12.345 ms  plan:\n{\n  \"\"Query Text\"\": \"\"SELECT * FROM t WHERE mail = 'a@b.example'\"\",\n"
          + "  \"\"Plan\"\": {\n    \"\"Node Type\"\": \"\"Seq Scan\"\",\n    \"\"Relation Name\"\": \"\"t\"\"\n  }\n}";

  private TailedFolder folder;

  @BeforeEach
  void create(@TempDir Path temporary) throws IOException {
    folder = new TailedFolder(temporary, "server*");
    folder.collect();
  }

  @Test
  void entriesAndPlansBecomeRecordsOfTheirTopics() {
    folder.profile.know(profile(Map.of("auto_explain.log_min_duration", "100")));
    folder.append("server.csv", Lines.csv("no such table"));
    folder.append("server.csv", Lines.csv(PLAN).replace("ERROR,42P01", "LOG,00000"));
    CollectResult result = folder.collect();

    assertThat(result.outcome()).isEqualTo(Outcome.OK);
    assertThat(result.rows()).isEqualTo(2);
    RawRecord<LogEntry> event = lastEvent();
    assertThat(event.body().message()).isEqualTo("no such table");
    assertThat(event.body().sqlState()).isEqualTo("42P01");
    assertThat(event.body().context().queryId()).isEqualTo(77);
    assertThat(event.body().context().source()).isEqualTo("server.csv");
    assertThat(event.envelope().epoch().systemIdentifier()).isEqualTo("7123");
    assertThat(event.envelope().epoch().kind()).isEqualTo("log");
    assertThat(event.envelope().server().versionNum()).isEqualTo(170_004);
    RawRecord<PlanEntry> plan = folder.plans().get(0);
    assertThat(plan.body().durationMillis()).isEqualTo(12.345);
    assertThat(plan.body().planFormat()).isEqualTo("json");
    assertThat(plan.body().plan()).contains("a@b.example");
    assertThat(plan.body().settings()).containsEntry("auto_explain.log_min_duration", "100");
    assertThat(plan.envelope().id()).startsWith("logs:orders:").isNotEqualTo(event.envelope().id());
    LogCounts counts = folder.collector().counts();
    assertThat(List.of(counts.entries(), counts.events(), counts.plans()))
        .containsExactly(2L, 1L, 1L);
    folder.publisher.delivered().forEach(LogsCollectorTest::assertValid);
  }

  @Test
  void atTheEdgeNothingPersonalReachesARecord() {
    int before = folder.publisher.delivered().size();
    folder.scrubAtTheEdge();
    folder.crash();
    folder.append(
        "server.csv",
        Lines.csv("duplicate key value violates unique constraint \"\"users_mail_key\"\"")
            .replace("42P01", "23505")
            .replace("\"psql\"", "\"bob@example.com\"")
            .replace("\"[local]\"", "\"10.1.2.3:58231\"")
            .replace(
                ",,,,,,\"SELECT 1\"",
                ",\"Key (mail)=(bob@example.com) already exists.\",,,,,\"INSERT INTO users VALUES"
                    + " ('bob@example.com')\""));
    folder.append("server.csv", Lines.csv(PLAN).replace("ERROR,42P01", "LOG,00000"));
    folder.collect();

    assertThat(folder.plans()).hasSize(1);
    assertThat(folder.plans().get(0).body().plan()).contains("Seq Scan");
    assertThat(lastEvent().body().statement()).contains("INSERT INTO users");
    List<OutgoingRecord> all = folder.publisher.delivered();
    for (OutgoingRecord record : all.subList(before, all.size())) {
      String text = new String(record.value(), java.nio.charset.StandardCharsets.UTF_8);
      assertThat(text)
          .doesNotContain("example", "10.1.2.3", "58231")
          .contains("\"scrub_version\":\"v");
      assertValid(record);
    }
  }

  @Test
  void positionsThatTheDiskDoesNotTakeHoldNoEntryUp(@TempDir Path temporary) throws Exception {
    TailedFolder full = new TailedFolder(temporary, "server*");
    full.append("server.csv", Lines.csv("before"));
    Path positions = temporary.resolve("state/positions");
    Path inTheWay =
        positions.resolve(positionsFile(temporary.resolve("other")) + ".tmp/in-the-way");
    Files.createDirectories(inTheWay);

    assertThat(full.collect().code()).isEqualTo(FailureCode.LOG_POSITIONS_UNWRITABLE);
    full.append("server.csv", Lines.csv("on a full disk"));
    CollectResult read = full.collect();
    CollectResult nothingNew = full.collect();
    assertThat(full.messages()).contains("on a full disk");
    assertThat(List.of(read.outcome(), nothingNew.outcome()))
        .as("no failure, on which a breaker would open")
        .containsOnly(Outcome.PARTIAL);
    assertThat(nothingNew.code()).isEqualTo(FailureCode.LOG_POSITIONS_UNWRITABLE);

    Files.delete(inTheWay);
    Files.delete(inTheWay.getParent());
    assertThat(full.collect().outcome()).isEqualTo(Outcome.OK);
    full.crash();
    full.append("server.csv", Lines.csv("afterwards"));
    full.collect();
    assertThat(full.messages().stream().filter("on a full disk"::equals)).hasSize(1);
    assertThat(full.messages()).endsWith("afterwards");
  }

  /** The name that another collector of the same target gives it. */
  private static String positionsFile(Path other) throws IOException {
    TailedFolder folder = new TailedFolder(other, "server*");
    folder.append("server.csv", Lines.csv("any"));
    folder.collect();
    try (var files = Files.list(other.resolve("state/positions"))) {
      return files.findFirst().orElseThrow().getFileName().toString();
    }
  }

  @Test
  void whatTheCollectorsOwnSessionsCauseIsLeftOutAndCounted() {
    folder.append("server.csv", Lines.csv("ours").replace("\"psql\"", "\"dbintel\""));
    folder.append("server.csv", Lines.csv("theirs"));
    folder.collect();

    assertThat(folder.messages()).contains("theirs").doesNotContain("ours");
    assertThat(folder.collector().counts().own()).isEqualTo(1);
  }

  @Test
  void onlyLoginsOfExactlyTheCollectorsNameAreItsOwn() {
    String login = "connection authorized: user=app database=shop application_name=";
    for (String rest :
        List.of("dbintel", "dbintel SSL enabled (protocol=TLSv1.3)", "dbintel-shop", "mydbintel")) {
      folder.append("server.csv", Lines.csv(login + rest).replace("ERROR,42P01", "LOG,00000"));
    }
    folder.collect();

    assertThat(folder.collector().counts().entries()).isEqualTo(4);
    assertThat(folder.collector().counts().own()).isEqualTo(2);
  }

  @Test
  void anEntryThatIsTooLongIsCutToFitItsTopicAndFlagged() {
    folder.append("server.csv", Lines.csv("\u0001".repeat(6 << 20)));
    folder.append("server.csv", Lines.csv("after"));
    folder.collect();

    LogEntry cut = folder.events().get(folder.events().size() - 2).body();
    assertThat(cut.truncated()).isTrue();
    assertThat(cut.message()).hasSizeGreaterThan(100_000);
    assertThat(folder.publisher.delivered())
        .allMatch(record -> record.value().length < Topic.RAW_LOGS.maxMessageBytes());
    assertThat(lastEvent().body().message()).isEqualTo("after");
    assertThat(folder.collector().counts().truncated()).isEqualTo(1);
  }

  @Test
  void whileThePublisherRefusesNothingIsReadOrForgotten() {
    folder.publisher.refuse(true);
    for (int i = 0; i < 3; i++) {
      folder.append("server.csv", Lines.csv("entry " + i));
      assertThat(folder.collect().accepted()).isFalse();
    }
    assertThat(folder.collector().status().lagBytes())
        .isEqualTo(3L * Lines.csv("entry 0").length());
    folder.publisher.refuse(false);
    folder.collect();
    folder.collect();

    assertThat(folder.messages()).containsSubsequence("entry 0", "entry 1", "entry 2");
    assertThat(folder.collector().status().lagBytes()).isZero();
  }

  @Test
  void aRecordThatIsLostOnItsWayIsReadAgainUnderTheSameId() {
    folder.publisher.hold(true);
    folder.append("server.csv", Lines.csv("1") + Lines.csv("2"));
    folder.collect();
    assertThat(folder.publisher.lose()).isEqualTo(2);
    folder.publisher.hold(false);
    folder.collect();

    assertThat(folder.messages()).containsSubsequence("1", "2");
    assertThat(folder.collector().counts().rereads()).isEqualTo(1);
  }

  @Test
  void aRecordThatKafkaNeverTakesIsCountedAndNotReadAgain() {
    folder.publisher.hold(true);
    folder.append("server.csv", Lines.csv("1") + Lines.csv("2"));
    folder.collect();
    assertThat(folder.publisher.lose(LossReason.TOO_LARGE)).isEqualTo(2);
    folder.publisher.hold(false);
    folder.append("server.csv", Lines.csv("3"));
    folder.collect();

    assertThat(folder.messages()).doesNotContain("1", "2").contains("3");
    assertThat(folder.collector().counts().rereads()).isZero();
    assertThat(folder.collector().counts().lostRecords()).isEqualTo(2);
    assertThat(folder.collector().status().lagBytes()).isZero();
  }

  @Test
  void withoutAPrefixTheServerIsAskedForItsOwn() {
    folder.withoutPrefix();
    folder.crash();
    folder.append("server.log", "app@shop 2026-11-22 03:00:00 UTC ERROR:  asked\n");
    folder.collect();
    assertThat(folder.messages()).doesNotContain("asked");
    folder.profile.know(profile(Map.of("log_line_prefix", "%u@%d %t ")));
    folder.collect();
    folder.collect();

    assertThat(lastEvent().body().message()).isEqualTo("asked");
    assertThat(lastEvent().body().context().user()).isEqualTo("app");
  }

  @Test
  void thePrefixIsRememberedForAStartWhileTheServerIsDown() {
    folder.withoutPrefix();
    folder.crash();
    folder.profile.know(profile(Map.of("log_line_prefix", "%u@%d %t ")));
    folder.collect();
    folder.crash();
    folder.profile.know(null);
    folder.append("server.log", "app@shop 2026-11-22 03:00:00 UTC ERROR:  remembered\n");
    folder.collect();
    folder.collect();

    assertThat(lastEvent().body().context().user()).isEqualTo("app");
  }

  @Test
  void aLinkToItselfIsNoLog() throws IOException {
    Files.createSymbolicLink(folder.path("server.csv"), folder.path("server.csv"));
    CollectResult result = folder.collect();

    assertThat(result.code()).isEqualTo(FailureCode.LOG_NOT_FOUND);
  }

  @Test
  void positionsThatCannotBeReadStopTheCollectorInsteadOfSkippingEntries() throws IOException {
    folder.append("server.csv", Lines.csv("1"));
    folder.collect();
    folder.stop();
    Path state = folder.path("x").getParent().resolveSibling("state").resolve("positions");
    try (var files = Files.list(state)) {
      Files.writeString(files.findFirst().orElseThrow(), "{ half");
    }
    CollectResult result = folder.collect();

    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result.code()).isEqualTo(FailureCode.LOG_POSITIONS_UNREADABLE);
    assertThat(lastEvent().body().entryClass()).isEqualTo("log_unread");
    assertThat(lastEvent().envelope().reason()).isEqualTo("log_positions_unreadable");
    assertThat(lastEvent().envelope().outcome()).isEqualTo(Outcome.FAILED);
  }

  @Test
  void aRunThatIsLeftOutIsPublishedOnceAMinute() {
    int before = folder.events().size();
    folder.collector().leaveOut("breaker_open");
    folder.collector().leaveOut("breaker_open");
    assertThat(folder.events()).hasSize(before + 1);
    folder.clock.pass(Duration.ofSeconds(61));
    folder.collector().leaveOut("breaker_open");
    assertThat(folder.events()).hasSize(before + 2);
  }

  private RawRecord<LogEntry> lastEvent() {
    return folder.events().get(folder.events().size() - 1);
  }

  private static void assertValid(OutgoingRecord record) {
    SchemaValidation.assertValid(record.topic(), record.value());
  }

  private static ServerProfile profile(Map<String, String> settings) {
    return new ServerProfile(
        170_004,
        "17.4",
        "7123",
        1,
        false,
        "none",
        Map.of(),
        Map.of(),
        Set.of(),
        settings,
        Set.of("pg_read_all_stats"),
        16_384);
  }
}
