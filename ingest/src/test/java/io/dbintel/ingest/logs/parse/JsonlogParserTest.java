package io.dbintel.ingest.logs.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonlogParserTest {
  private static final String RECORD =
      "{\"timestamp\":\"2026-11-22 03:04:07.123"
          + " UTC\",\"user\":\"ann\",\"dbname\":\"shop\",\"pid\":77,"
          + "\"remote_host\":\"10.0.0.7\",\"remote_port\":5432,\"session_id\":\"69212a27.4d\",\"line_num\":5,\"ps\":\"SELECT\",\"session_start\":\"2026-11-22"
          + " 03:04:07 UTC\","
          + "\"vxid\":\"3/12\",\"txid\":901,\"error_severity\":\"ERROR\",\"state_code\":\"42P01\",\"message\":\"a"
          + " \\\"message\\\"\\n"
          + "\\twith"
          + " \\\\lines\\u0001\",\"detail\":\"det\",\"hint\":\"hint\",\"internal_query\":\"SELECT"
          + " 1\",\"internal_position\":8,\"context\":\"con\\n"
          + "text\",\"statement\":\"SELECT x\",\"cursor_position\":3,"
          + "\"func_name\":\"f\",\"file_name\":\"x.c\",\"file_line_num\":5,\"application_name\":\"app\",\"backend_type\":\"client"
          + " backend\",\"leader_pid\":70,\"query_id\":-4611}\n";

  @Test
  void everyKeyIsRead() {
    assertThat(read(RECORD).only())
        .isEqualTo(
            LogEntryRead.builder(0, RECORD.length(), LogFormat.JSONLOG)
                .logTimeMicros(1_795_316_647_123_000L)
                .user("ann")
                .database("shop")
                .pid(77)
                .remoteHost("10.0.0.7")
                .remotePort(5432)
                .sessionId("69212a27.4d")
                .lineNumber(5L)
                .commandTag("SELECT")
                .sessionStartMicros(1_795_316_647_000_000L)
                .virtualXid("3/12")
                .xid(901L)
                .severity("ERROR")
                .sqlState("42P01")
                .message("a \"message\"\n\twith \\lines\u0001")
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

  @Test
  void successIsNotWritten() {
    assertThat(read(RECORD.replace("\"state_code\":\"42P01\",", "")).only().sqlState())
        .isEqualTo("00000");
  }

  @Test
  void whatIsUnknownIsPassedOver() {
    String more =
        "{ \"new\" : {\"a\": [1, \"}\\\"]\", {}], \"message\": \"no\"}, \"other\": true,"
            + " \"nothing\": null, ";
    assertThat(read(more + RECORD.substring(1)).only().message()).startsWith("a \"message\"");
  }

  @Test
  void pairsOfEscapesAreOneCharacter() {
    LogEntryRead entry =
        read(RECORD.replace("\"detail\":\"det\"", "\"detail\":\"\\ud83d\\ude00 \\u00e4 \\ud83d\""))
            .only();
    assertThat(entry.detail()).isEqualTo("\ud83d\ude00 \u00e4 ");
  }

  @ParameterizedTest
  @MethodSource("everyLength")
  void aCutRecordDoesNotSpoilTheNext(int length) {
    ReadLog same = read(RECORD.substring(0, length) + RECORD + RECORD);
    ReadLog next = read(RECORD.substring(0, length) + "\n" + RECORD + RECORD);

    assertThat(same.entries()).hasSize(2);
    assertThat(next.entries()).hasSize(2);
    assertThat(same.counts().unreadable()).isEqualTo(1);
    assertThat(next.counts().unreadable()).isEqualTo(1);
  }

  @Test
  void aCutRecordIsGivenOutAtTheEndOfTheFileWhenItHasAMessage() {
    LogEntryRead entry = read(RECORD.substring(0, 500)).only();

    assertThat(entry.truncated()).isTrue();
    assertThat(entry.message()).startsWith("a \"message\"");
    assertThat(read(RECORD.substring(0, 100)).counts()).isEqualTo(new ParseCounts(0, 1, 0, 0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]\n",
        "{}\n",
        "{\"a\":1}\n",
        "null\n",
        "{\"message\":\"no time\"}\n",
        "{\"a\":\"\\x\"}\n",
        "{\"a\":\"\\u12g4\"}\n",
        "{\"a\" 1}\n",
        "{\"a\":1 2}\n",
        "{\"a\":@}\n",
        "{\"timestamp\":\"2026-11-22 03:04:07.123 UTC\",\"message\":\"m\"} x\n"
      })
  void whatIsNoEntryIsCounted(String line) {
    ReadLog log = read(line + RECORD);

    assertThat(log.entries()).hasSize(1);
    assertThat(log.counts().unreadable()).isEqualTo(1);
  }

  @Test
  void aTextThatIsTooLongDoesNotCostTheKeysAfterIt() {
    ParseOptions small = ParseOptions.defaults().withMaxEntryBytes(2_000);
    String record = RECORD.replace("\"det\"", "\"" + "\\n".repeat(50_000) + "\"");

    LogEntryRead cut = ReadLog.of(LogFormat.JSONLOG, small, record).only();

    assertThat(cut.truncated()).isTrue();
    assertThat(JsonSize.of(cut.detail())).isBetween(1_000L, 2_000L);
    assertThat(cut.queryId()).isEqualTo(-4611);
  }

  private static IntStream everyLength() {
    return IntStream.range(1, RECORD.length() - 2);
  }

  private static ReadLog read(String log) {
    return ReadLog.of(LogFormat.JSONLOG, ParseOptions.defaults(), log);
  }
}
