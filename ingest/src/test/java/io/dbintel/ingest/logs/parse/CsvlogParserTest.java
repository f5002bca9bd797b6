package io.dbintel.ingest.logs.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CsvlogParserTest {
  private static final String START = "2026-11-22 03:04:07.123 UTC,";
  private static final String SESSION =
      "\"ann\",\"shop\",77,\"::1:5432\",69212a27.4d,5,\"SELECT\",2026-11-22 03:04:07 UTC,3/12,901,";
  private static final String TEXTS =
      "ERROR,42P01,\"a \"\"message\"\"\n,with\nlines\",\"det\",\"hint\",\"SELECT 1\",8,"
          + "\"con\ntext\",\"SELECT x\",3,\"f, x.c:5\",\"app\"";
  private static final String RECORD = START + SESSION + TEXTS + ",\"client backend\",70,-4611\n";

  @Test
  void everyColumnIsRead() {
    assertThat(read(RECORD).only())
        .isEqualTo(
            LogEntryRead.builder(0, RECORD.length(), LogFormat.CSVLOG)
                .logTimeMicros(1_795_316_647_123_000L)
                .user("ann")
                .database("shop")
                .pid(77)
                .remoteHost("::1")
                .remotePort(5432)
                .sessionId("69212a27.4d")
                .lineNumber(5L)
                .commandTag("SELECT")
                .sessionStartMicros(1_795_316_647_000_000L)
                .virtualXid("3/12")
                .xid(901L)
                .severity("ERROR")
                .sqlState("42P01")
                .message("a \"message\"\n,with\nlines")
                .detail("det")
                .hint("hint")
                .internalQuery("SELECT 1")
                .internalPosition(8)
                .context("con\ntext")
                .statement("SELECT x")
                .statementPosition(3)
                .location("f, x.c:5")
                .application("app")
                .backendType("client backend")
                .leaderPid(70)
                .queryId(-4611L)
                .build());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|23",
        ",\"client backend\"|24",
        ",\"client backend\",,5|26",
        ",\"x\",,5,\"new\",7|28"
      })
  void everyReleaseHasItsColumns(String rest, int columns) {
    LogEntryRead entry = read(START + SESSION + TEXTS + rest.replace("''", "") + "\n").only();

    assertThat(entry.application()).isEqualTo("app");
    assertThat(entry.backendType() != null).isEqualTo(columns > 23);
    assertThat(entry.queryId() != null).isEqualTo(columns > 24);
  }

  @Test
  void aBackgroundProcessHasNoSession() {
    LogEntryRead entry =
        read(START
                + ",,12,,69212a27.c,1,,2026-11-22 03:04:07"
                + " UTC,,0,LOG,00000,\"\",,,,,,,,,\"\",\"x\",,0\n")
            .only();

    assertThat(entry.user()).isNull();
    assertThat(entry.application()).isNull();
    assertThat(entry.xid()).isNull();
    assertThat(entry.queryId()).isNull();
    assertThat(entry.message()).isEmpty();
    assertThat(entry.detail()).isNull();
  }

  @Test
  void textThatLooksLikeARecordStaysText() {
    String record = RECORD.replace("con\ntext", "con\n" + RECORD.replace("\"", "\"\""));
    assertThat(read(record).only().context()).isEqualTo("con\n" + RECORD);
  }

  @ParameterizedTest
  @MethodSource("everyLength")
  void aCutRecordDoesNotSpoilTheNext(int length) {
    ReadLog same = read(RECORD.substring(0, length) + RECORD + RECORD);
    ReadLog next = read(RECORD.substring(0, length) + "\n" + RECORD + RECORD);

    assertThat(next.entries()).hasSizeGreaterThanOrEqualTo(2);
    assertThat(same.entries()).hasSizeGreaterThanOrEqualTo(2);
    assertThat(next.entries().get(next.entries().size() - 1).detail()).isEqualTo("det");
    assertThat(same.counts().unreadable()).isEqualTo(1);
    // A record that was cut in its last columns is one of an older release.
    assertThat(next.counts().unreadable()).isEqualTo(3 - next.entries().size());
  }

  @Test
  void aRecordWithoutItsEndIsGivenOutOnlyAtTheEndOfTheFile() {
    byte[] bytes = RECORD.substring(0, 170).getBytes(StandardCharsets.UTF_8);
    LogParser parser = LogParsers.of(LogFormat.CSVLOG, ParseOptions.defaults());
    List<LogEntryRead> entries = new ArrayList<>();
    parser.feed(bytes, 0, bytes.length, 0, entries::add);
    parser.endOfInput(entries::add);
    assertThat(entries).isEmpty();
    assertThat(parser.safeOffset()).isZero();

    parser.endOfFile(entries::add);
    assertThat(entries).hasSize(1);
    assertThat(entries.get(0).truncated()).isTrue();
    assertThat(entries.get(0).message()).startsWith("a \"message\"");
  }

  @Test
  void garbageAndZerosArePassedOver() {
    ReadLog log =
        read(
            "garbage\n\"quoted\ngarbage\",1\n\n"
                + "\0".repeat(5_000)
                + RECORD
                + "x,y,z\n"
                + RECORD);

    assertThat(log.entries()).hasSize(2);
    assertThat(log.counts()).isEqualTo(new ParseCounts(2, 2, 0, 0));
  }

  @Test
  void aTextThatIsTooLongDoesNotCostTheColumnsAfterIt() {
    ParseOptions small = ParseOptions.defaults().withMaxEntryBytes(2_000);
    String record = RECORD.replace("det", "\u00e4".repeat(50_000));

    ReadLog log = ReadLog.of(LogFormat.CSVLOG, small, record + RECORD);

    LogEntryRead cut = log.entries().get(0);
    assertThat(cut.truncated()).isTrue();
    assertThat(cut.detail()).matches("\u00e4{500,1000}");
    assertThat(cut.statement()).isEqualTo("SELECT x");
    assertThat(cut.queryId()).isEqualTo(-4611);
    assertThat(log.entries().get(1).truncated()).isFalse();
    assertThat(log.counts().truncated()).isEqualTo(1);
  }

  @Test
  void whatGrowsInJsonIsCutToo() {
    ParseOptions small = ParseOptions.defaults().withMaxEntryBytes(4_000);
    String record = RECORD.replace("con\ntext", "\u0001".repeat(3_000));

    LogEntryRead cut = ReadLog.of(LogFormat.CSVLOG, small, record).only();

    assertThat(cut.truncated()).isTrue();
    assertThat(JsonSize.of(cut.context())).isBetween(3_000L, 4_000L);
  }

  private static IntStream everyLength() {
    return IntStream.range(1, RECORD.length() - 1);
  }

  private static ReadLog read(String log) {
    return ReadLog.of(LogFormat.CSVLOG, ParseOptions.defaults(), log);
  }
}
