package io.dbintel.ingest.logs.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StderrParserTest {
  private static final String PREFIX = "%m [%p] ";
  private static final String ONE = "2026-11-22 03:04:07.123 UTC [1] ";
  private static final String TWO = "2026-11-22 03:04:08.000 UTC [2] ";

  @Test
  void oneTabIsTakenOffAContinuationLine() {
    LogEntryRead entry = read(ONE + "LOG:  a\n\tb\n\t\tc\n\t\n\t d\n").only();
    assertThat(entry.message()).isEqualTo("a\nb\n\tc\n\n d");
  }

  @Test
  void partsAreJoinedToTheirEntry() {
    String log =
        ONE
            + "ERROR:  wrong at character 8\n"
            + ONE
            + "DETAIL:  first\n\tsecond\n"
            + ONE
            + "HINT:  try\n"
            + ONE
            + "CONTEXT:  SQL function \"f\"\n"
            + ONE
            + "STATEMENT:  SELECT x\n\tFROM y\n";

    LogEntryRead entry = read(log).only();

    assertThat(entry)
        .isEqualTo(
            LogEntryRead.builder(0, log.length(), LogFormat.STDERR)
                .logTimeMicros(1_795_316_647_123_000L)
                .pid(1)
                .severity("ERROR")
                .message("wrong")
                .detail("first\nsecond")
                .hint("try")
                .context("SQL function \"f\"")
                .statement("SELECT x\nFROM y")
                .statementPosition(8)
                .build());
  }

  @Test
  void aPositionIsThatOfTheInternalQueryWhenThereIsOne() {
    LogEntryRead entry =
        read(ONE
                + "ERROR:  wrong at character 3\n"
                + ONE
                + "QUERY:  SELECT 1\n"
                + ONE
                + "STATEMENT:  x\n")
            .only();
    assertThat(entry.internalPosition()).isEqualTo(3);
    assertThat(entry.statementPosition()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ERROR|is wrong at character 8|PL/pgSQL function f() line 1 at RAISE|SELECT f()",
        "ERROR|is wrong at character 99||SELECT f()",
        "ERROR|is wrong at character 08||SELECT f()",
        "ERROR|is wrong at character||SELECT f()",
        "LOG|statement: -- at character 3||"
      })
  void whatOnlyLooksLikeAPositionStays(
      String severity, String message, String context, String statement) {
    String log =
        ONE
            + severity
            + ":  "
            + message
            + "\n"
            + (context == null ? "" : ONE + "CONTEXT:  " + context + "\n")
            + (statement == null ? "" : ONE + "STATEMENT:  " + statement + "\n");

    LogEntryRead entry = read(log).only();

    assertThat(entry.message()).isEqualTo(message);
    assertThat(entry.statementPosition()).isNull();
  }

  @Test
  void verboseEntriesHaveSqlStateAndLocation() {
    ReadLog log =
        read(
            ONE
                + "ERROR:  42P01: no table\n"
                + ONE
                + "LOCATION:  parserOpenTable, parse_relation.c:1449\n"
                + TWO
                + "LOG:  12345: not verbose\n");

    assertThat(log.entries().get(0).sqlState()).isEqualTo("42P01");
    assertThat(log.entries().get(0).message()).isEqualTo("no table");
    assertThat(log.entries().get(0).location()).isEqualTo("parserOpenTable, parse_relation.c:1449");
    assertThat(log.entries().get(1).sqlState()).isNull();
    assertThat(log.entries().get(1).message()).isEqualTo("12345: not verbose");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FEHLER:  |ERROR|ANWEISUNG:  ",
        "ERREUR:  |ERROR|INSTRUCTION : ",
        "ОШИБКА:  |ERROR|ОПЕРАТОР:  ",
        "エラー:  |ERROR|文: ",
        "错误:  |ERROR|语句:  ",
        "XWARNX:  |XWARNX|STATEMENT:  "
      })
  void otherLanguagesAreRead(String severity, String english, String statement) {
    LogEntryRead entry =
        read(ONE + pad(severity) + "so\n" + ONE + pad(statement) + "SELECT 1\n").only();

    assertThat(entry.severity()).isEqualTo(english);
    assertThat(entry.message()).isEqualTo("so");
    assertThat(entry.statement()).isEqualTo("SELECT 1");
  }

  @Test
  void withoutPrefixSeveritiesTellEntriesApart() {
    ReadLog log =
        ReadLog.stderr(
            "", "LOG:  one\n\tLOG:  still one\nERROR:  two\nSTATEMENT:  of two\nXWARNX:  what\n");

    assertThat(log.messages()).containsExactly("one\nLOG:  still one", "two");
    assertThat(log.entries().get(1).statement()).isEqualTo("of two");
    assertThat(log.counts().shredded()).isEqualTo(1);
  }

  @Test
  void linesBeforeTheFirstPrefixAreCounted() {
    ReadLog log = read("garbage\n\tmore\n\n" + ONE + "LOG:  one\n");

    assertThat(log.messages()).containsExactly("one");
    assertThat(log.counts()).isEqualTo(new ParseCounts(1, 3, 0, 0));
  }

  @Test
  void aPrefixInTheMiddleOfALineCutsTheEntry() {
    ReadLog log =
        read(
            ONE
                + "LOG:  duration: 5.000 ms  plan:\n\t{\"Node Ty"
                + TWO
                + "LOG:  other\n\tof the other\npe\": \"Seq Scan\"}\n\t}\n"
                + TWO
                + "LOG:  after\n");

    assertThat(log.messages()).containsExactly("duration: 5.000 ms  plan:\n{\"Node Ty", "after");
    assertThat(log.entries().get(0).truncated()).isTrue();
    assertThat(log.entries().get(1).truncated()).isFalse();
    assertThat(log.counts()).isEqualTo(new ParseCounts(2, 0, 4, 1));
  }

  @Test
  void whatIsQuotedFromALogIsNoOtherEntry() {
    String quoted = "x 2026-11-22 03:00:00.000 UTC [2] ERROR:  long ago";
    ReadLog log = read(ONE + "LOG:  statement: " + quoted + "\n\t" + quoted + "\n");

    assertThat(log.messages()).containsExactly("statement: " + quoted + "\n" + quoted);
    assertThat(log.counts()).isEqualTo(new ParseCounts(1, 0, 0, 0));
  }

  @Test
  void aPartOfAnotherProcessIsNotAttached() {
    ReadLog log =
        read(
            ONE
                + "ERROR:  one\n"
                + TWO
                + "DETAIL:  of two\n\tand on\n"
                + ONE
                + "STATEMENT:  of one\n");

    assertThat(log.only().detail()).isNull();
    assertThat(log.only().statement()).isEqualTo("of one");
    assertThat(log.counts().shredded()).isEqualTo(2);
  }

  @Test
  void aForeignLineEndsWhatMayBeContinued() {
    ReadLog log = read(ONE + "LOG:  one\ncp: no such file\n\tof whom?\n" + TWO + "LOG:  two\n");

    assertThat(log.messages()).containsExactly("one", "two");
    assertThat(log.counts()).isEqualTo(new ParseCounts(2, 0, 2, 0));
  }

  @Test
  void anEntryThatIsTooLongIsCutAndItsRestSkipped() {
    ParseOptions small = ParseOptions.defaults().withMaxEntryBytes(2_000);
    String line = "x".repeat(999) + "\n";
    StringBuilder text = new StringBuilder(ONE + "LOG:  " + line);
    for (int i = 0; i < 50; i++) {
      text.append('\t').append(line);
    }
    text.append(ONE).append("STATEMENT:  SELECT 1\n").append(TWO).append("LOG:  next\n");

    ReadLog log = ReadLog.of(LogFormat.STDERR, small, text.toString());

    LogEntryRead cut = log.entries().get(0);
    assertThat(cut.truncated()).isTrue();
    assertThat(cut.message()).startsWith("xxx").hasSizeBetween(1_500, 2_000);
    assertThat(cut.statement()).isEqualTo("SELECT 1");
    assertThat(cut.length()).isEqualTo(text.indexOf(TWO));
    assertThat(log.messages().get(1)).isEqualTo("next");
    assertThat(log.counts()).isEqualTo(new ParseCounts(2, 0, 0, 1));
  }

  @Test
  void oneLineThatIsTooLongIsCut() {
    ParseOptions small = ParseOptions.defaults().withMaxEntryBytes(2_000);
    String text = ONE + "LOG:  " + "\u00e4".repeat(20_000) + "\n" + TWO + "LOG:  next\n";

    ReadLog log = ReadLog.of(LogFormat.STDERR, small, text);

    assertThat(log.entries().get(0).truncated()).isTrue();
    assertThat(log.entries().get(0).message()).matches("\u00e4{900,1000}");
    assertThat(log.messages().get(1)).isEqualTo("next");
  }

  @Test
  void anyEncodingIsRead() {
    Charset latin = StandardCharsets.ISO_8859_1;
    byte[] bytes = (ONE + "LOG:  gr\u00fcn\n").getBytes(latin);

    assertThat(
            ReadLog.of(LogFormat.STDERR, ParseOptions.defaults().withCharset(latin), bytes)
                .only()
                .message())
        .isEqualTo("gr\u00fcn");
    assertThat(ReadLog.of(LogFormat.STDERR, ParseOptions.defaults(), bytes).only().message())
        .isEqualTo("gr\uFFFDn");
  }

  @Test
  void aHoleOfZerosIsPassedOver() {
    LogEntryRead entry = read("\0".repeat(100) + ONE + "LOG:  one\n").only();
    assertThat(entry.message()).isEqualTo("one");
    assertThat(entry.offset()).isEqualTo(100);
  }

  @Test
  void anOpenEntryWaitsUntilNothingMoreComes() {
    LogParser parser = LogParsers.of(LogFormat.STDERR, ParseOptions.defaults());
    List<LogEntryRead> entries = new ArrayList<>();
    long at = feed(parser, 0, ONE + "LOG:  one\n", entries);
    assertThat(entries).isEmpty();
    assertThat(parser.safeOffset()).isZero();

    long line = at;
    at = feed(parser, at, "\tsecond", entries);
    parser.endOfInput(entries::add);
    assertThat(entries).as("a line without its end").isEmpty();

    at = feed(parser, at, " line\n", entries);
    parser.endOfInput(entries::add);
    assertThat(entries).extracting(LogEntryRead::message).containsExactly("one\nsecond line");
    assertThat(entries.get(0).length()).isEqualTo(at).isGreaterThan(line);
    assertThat(parser.safeOffset()).isEqualTo(at);
  }

  @Test
  void anotherPositionBeginsAnew() {
    LogParser parser = LogParsers.of(LogFormat.STDERR, ParseOptions.defaults());
    List<LogEntryRead> entries = new ArrayList<>();
    feed(parser, 0, ONE + "LOG:  dropped\n", entries);
    feed(parser, 5_000, TWO + "LOG:  read\n", entries);
    parser.endOfFile(entries::add);

    assertThat(entries).extracting(LogEntryRead::message).containsExactly("read");
    assertThat(entries.get(0).offset()).isEqualTo(5_000);
    assertThat(parser.safeOffset()).isZero();
  }

  @Test
  void theEndOfAFileGivesOutALineWithoutItsEnd() {
    ReadLog log = read(ONE + "LOG:  one\n" + TWO + "LOG:  tw");

    assertThat(log.messages()).containsExactly("one", "tw");
    assertThat(log.entries().get(1).truncated()).isTrue();
  }

  private static long feed(LogParser parser, long offset, String text, List<LogEntryRead> entries) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    parser.feed(bytes, 0, bytes.length, offset, entries::add);
    return offset + bytes.length;
  }

  /** The two spaces that a column of a table loses. */
  private static String pad(String tag) {
    return tag.stripTrailing() + (tag.contains(" :") || tag.startsWith("文") ? " " : "  ");
  }

  private static ReadLog read(String log) {
    return ReadLog.stderr(PREFIX, log);
  }
}
