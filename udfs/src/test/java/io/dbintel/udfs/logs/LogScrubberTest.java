package io.dbintel.udfs.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.udfs.sql.SqlScrubber;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogScrubberTest {
  private final LogScrubber scrubber = new LogScrubber(new SqlScrubber(), plan -> "PLAN");

  @Test
  void fieldsKeepWhatIsTypedAndLoseWhatIsPersonal() {
    LogFields entry =
        new LogFields(
            Map.of(
                LogField.SEVERITY, "ERROR",
                LogField.SQLSTATE, "23505",
                LogField.MESSAGE,
                    "duplicate key value violates unique constraint \"users_email_key\"",
                LogField.DETAIL, "Key (email)=(" + Samples.SECRET + ") already exists.",
                LogField.STATEMENT, "UPDATE users SET email = '" + Samples.SECRET + "'",
                LogField.USER, "shop_app",
                LogField.DATABASE, "shop",
                LogField.APPLICATION, "importer of " + Samples.SECRET,
                LogField.REMOTE_HOST, "192.0.2.7:50123"));

    LogFields scrubbed = scrubber.scrub(entry);

    assertThat(scrubbed.get(LogField.SEVERITY)).isEqualTo("ERROR");
    assertThat(scrubbed.get(LogField.SQLSTATE)).isEqualTo("23505");
    assertThat(scrubbed.get(LogField.MESSAGE))
        .isEqualTo("duplicate key value violates unique constraint \"users_email_key\"");
    assertThat(scrubbed.get(LogField.DETAIL)).isEqualTo("Key (email)=(?) already exists.");
    assertThat(scrubbed.get(LogField.STATEMENT)).isEqualTo("UPDATE users SET email = ?");
    assertThat(scrubbed.get(LogField.USER)).isEqualTo("shop_app");
    assertThat(scrubbed.get(LogField.DATABASE)).isEqualTo("shop");
    assertThat(scrubbed.get(LogField.APPLICATION)).isEqualTo("?");
    assertThat(scrubbed.get(LogField.REMOTE_HOST)).isEqualTo("?");
    assertThat(scrubbed.get(LogField.HINT)).isNull();
    assertThat(entry.toString()).doesNotContain(Samples.SECRET);
  }

  @Test
  void aFailedLoginKeepsNoName() {
    LogFields failed =
        LogFields.EMPTY
            .with(LogField.SEVERITY, "FATAL")
            .with(LogField.SQLSTATE, "28P01")
            .with(LogField.USER, "hunter2")
            .with(LogField.DATABASE, "hunter2")
            .with(LogField.MESSAGE, "password authentication failed for user \"hunter2\"");

    assertThat(scrubber.scrub(failed).values().values())
        .noneMatch(text -> text.contains("hunter2"));
  }

  @ParameterizedTest
  @MethodSource("io.dbintel.udfs.logs.Samples#expected")
  void everyFormLeavesInItsForm(Samples.Sample sample) {
    ScrubbedLog scrubbed = scrubber.scrub(sample.text());

    assertThat(scrubbed.text()).isEqualTo(sample.scrubbed());
    assertThat(scrubbed.known()).isEqualTo(sample.known());
    assertThat(scrubber.scrub(scrubbed.text()).text()).as("again").isEqualTo(scrubbed.text());
  }

  @ParameterizedTest
  @MethodSource("io.dbintel.udfs.logs.Samples#expected")
  void noSecretSurvivesACut(Samples.Sample sample) {
    String text = sample.text();
    for (int end = 0; end <= text.length(); end++) {
      String cut = scrubber.scrub(text.substring(0, end)).text();
      assertThat(cut).as("cut at %d", end).doesNotContainIgnoringCase(Samples.SECRET_PARTS);
      assertThat(scrubber.scrub(cut).text()).as("again, cut at %d", end).isEqualTo(cut);
    }
  }

  @Test
  void unknownMessagesKeepOnlyWordsOfTheServer() {
    assertThat(scrubber.scrub("could not frobnicate file \"x\" of Bob Smith: because of 42").text())
        .isEqualTo("could not ? file ? of ?");
    assertThat(scrubber.scrub("user john deleted row 17 of bob@example.com").text())
        .doesNotContain("john", "17", "bob", "example");
    assertThat(scrubber.scrub("Relation »geheim« existiert nicht").text()).doesNotContain("geheim");
    assertThat(scrubber.scrub("la relation « secret » n'existe pas").text())
        .doesNotContain("secret");
  }

  @Test
  void whatUsersRaiseIsDroppedByStateAndByContext() {
    String byContext =
        "LOG:  starting\nERROR:  customer smith has no credit\nCONTEXT:  PL/pgSQL function pay(integer) line 3 at RAISE\nSTATEMENT:  SELECT pay(42)";
    String byState = "2026-11-22 00:00:00 UTC [1] P0001 ERROR:  smith has no credit";

    assertThat(scrubber.scrub(byContext).text())
        .contains("ERROR:  ?\n", "pay(integer) line 3 at RAISE", "SELECT pay(?)");
    assertThat(scrubber.scrub(byState).text())
        .isEqualTo("2026-11-22 00:00:00 UTC [1] P0001 ERROR:  ?");
  }

  @Test
  void aNameThatLooksLikeTheRestOfTheMessageMakesLaterNamesDoubtful() {
    String hostile =
        "column \"a\" of relation \"hunter\" does not exist\" of relation \"t\" does not exist";

    assertThat(scrubber.scrub(hostile).text())
        .isEqualTo("column \"?\" of relation \"?\" does not exist");
  }

  @Test
  void plansGoToTheirOwnScrubber() {
    ScrubbedLog scrubbed =
        scrubber.scrub(
            "2026-11-22 00:00:00.123 UTC [7] LOG:  duration: 1.5 ms  plan:\n\tQuery Text: select 'x'\n\tSeq Scan on t\n\t  Filter: (a = 'x')");

    assertThat(scrubbed.text())
        .isEqualTo("2026-11-22 00:00:00.123 UTC [7] LOG:  duration: 1.5 ms  plan:\n\tPLAN");
    assertThat(scrubbed.known()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "\n\n\tx",
        "{",
        "{}",
        "{\"a\":",
        "[[[[",
        "\"",
        ",,,,",
        "LOG:  ",
        "LOG: ",
        ": ",
        "\u0000\ud800\uffff",
        "2026-11-22 00:00:00.123 UTC,",
        "Process ",
        "parameters: ",
        "Key ("
      })
  void anythingIsAnswered(String text) {
    String once = scrubber.scrub(text).text();

    assertThat(scrubber.scrub(once).text()).isEqualTo(once);
  }

  @Test
  void longTextsAreCut() {
    ScrubbedLog scrubbed = scrubber.scrub("x".repeat(LogScrubber.MAX_CHARACTERS + 1));

    assertThat(scrubbed.truncated()).isTrue();
    assertThat(scrubbed.text()).hasSizeLessThan(10);
  }

  /** Sixteen times the text may take sixteen times as long; a square would be 256 times. */
  @ParameterizedTest
  @MethodSource("hostile")
  void timeIsLinearInTheLength(String unit) {
    String small = unit.repeat((1 << 17) / unit.length());
    String large = unit.repeat((1 << 21) / unit.length());
    for (int i = 0; i < 10; i++) {
      scrubber.scrub(small);
    }

    double ratio = (double) fastest(large) / Math.max(fastest(small), 2_000_000);

    assertThat(ratio).isLessThan(100);
  }

  static List<String> hostile() {
    return List.of(
        "a",
        "\"",
        "' ",
        ": ",
        "\n\tx",
        "\nPL/pgSQL function f() line 3 at RAISE",
        "ERROR:  Key (a)=(b)",
        "LOG:  statement: x\nERROR:  y\n",
        "process 1 still waiting for ",
        "Key (a)=(",
        "CONTEXT:  SQL statement \"\n",
        "DETAIL:  parameters: $1 = '\n",
        "\nDETAIL:  x",
        "ERROR:  a\nCONTEXT:  SQL statement \"x\n\tSQL statement \"\n\tx\n",
        "2026-11-22 00:00:00.123 UTC,\"",
        "{\"message\":\"x\"}\n");
  }

  /** Of the processor, which other processes do not lengthen. */
  private long fastest(String text) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long fastest = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      long start = threads.getCurrentThreadCpuTime();
      scrubber.scrub(text);
      fastest = Math.min(fastest, threads.getCurrentThreadCpuTime() - start);
    }
    return fastest;
  }
}
