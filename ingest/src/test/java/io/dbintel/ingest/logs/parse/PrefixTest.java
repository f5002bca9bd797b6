package io.dbintel.ingest.logs.parse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrefixTest {
  private static final String TIME = "2026-11-22 03:04:07.123 UTC";
  private static final long MICROS = 1_795_316_647_123_000L;

  @Test
  void everyEscapeIsRead() {
    LogEntryRead entry =
        ReadLog.stderr(
                "%a|%u|%d|%r|%h|%L|%b|%p|%P|%t|%m|%n|%i|%e|%c|%l|%s|%v|%x|%q%Q|%%|",
                "psql|ann|shop|10.0.0.7(5432)|10.0.0.7|10.0.0.1|client backend|77|70|"
                    + "2026-11-22 03:04:07 UTC|"
                    + TIME
                    + "|1795316647.123|SELECT|42P01|69212a27.4d|5|2026-11-22 03:04:07 UTC|3/12|901|"
                    + "-4611|%|ERROR:  no\n")
            .only();

    assertThat(entry)
        .isEqualTo(
            LogEntryRead.builder(0, entry.length(), LogFormat.STDERR)
                .application("psql")
                .user("ann")
                .database("shop")
                .remoteHost("10.0.0.7")
                .remotePort(5432)
                .backendType("client backend")
                .pid(77)
                .leaderPid(70)
                .logTimeMicros(MICROS)
                .commandTag("SELECT")
                .sqlState("42P01")
                .sessionId("69212a27.4d")
                .sessionStartMicros(1_795_316_647_000_000L)
                .lineNumber(5L)
                .virtualXid("3/12")
                .xid(901L)
                .queryId(-4611L)
                .severity("ERROR")
                .message("no")
                .build());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "%u@%d ; ann@shop ; ann; shop",
        "%u@%d ; [unknown]@[unknown] ; ; ",
        "user=%u,db=%d,; user=ann lee,db=a,b [x],; ann lee; a,b [x]",
        "[%u] [%d] ; [a] LOG] [b [77] ERROR] ; a] LOG; b [77] ERROR",
        "%-8u|%8d|; ann     |    shop|; ann; shop",
        "%-3u|%3d|; longer than it|longer too|; longer than it; longer too",
        "%u%q%d ; annshop ; annshop; ",
        "%%%u%%%d%%; %ann%shop%; ann; shop",
        "%u/%z%d%; ann/shop; ann; shop"
      })
  void namesEndWhereTheRestOfThePrefixFits(
      String prefix, String text, String user, String database) {
    LogEntryRead entry = ReadLog.stderr(prefix, text + "LOG:  said\n").only();

    if (!prefix.startsWith("%u%q")) {
      assertThat(entry.user()).isEqualTo(user);
      assertThat(entry.database()).isEqualTo(database);
    }
    assertThat(entry.message()).isEqualTo("said");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "`%5p `; `   77 `",
        "%-5p|; `77   |`",
        "`%5p `; `1234567 `",
        "%p%q ; `77`",
        "`%P%p `; `77 `",
        "`%5P%p `; `     77 `",
        "`%v%p `; `3/477 `"
      })
  void numbersArePaddedAndSomeAreAbsent(String prefix, String text) {
    LogEntryRead entry = ReadLog.stderr(prefix, text + "LOG:  said\n").only();
    assertThat(entry.message()).isEqualTo("said");
    assertThat(entry.severity()).isEqualTo("LOG");
  }

  @Test
  void aBackgroundProcessEndsAtQ() {
    ReadLog log =
        ReadLog.stderr(
            "%m [%p] %q%u@%d ",
            TIME + " [77] LOG:  checkpoint\n" + TIME + " [78] ann@shop LOG:  client\n");

    assertThat(log.messages()).containsExactly("checkpoint", "client");
    assertThat(log.entries().get(0).user()).isNull();
    assertThat(log.entries().get(1).user()).isEqualTo("ann");
  }

  @Test
  void aNameMayHoldLineFeeds() {
    ReadLog log =
        ReadLog.stderr(
            "%m [%p] %u@%d ",
            TIME
                + " [77] two\nlines@and\n\tthree\n\nmore LOG:  one\n\tgoes on\n"
                + TIME
                + " [78] ann@shop LOG:  two\n");

    assertThat(log.messages()).containsExactly("one\ngoes on", "two");
    assertThat(log.entries().get(0).user()).isEqualTo("two\nlines");
    assertThat(log.entries().get(0).database()).isEqualTo("and\n\tthree\n\nmore");
    assertThat(log.entries().get(1).offset()).isEqualTo(log.entries().get(0).length());
    assertThat(log.counts()).isEqualTo(new ParseCounts(2, 0, 0, 0));
  }

  @Test
  void anApplicationMayLookLikeAPrefix() {
    LogEntryRead entry =
        ReadLog.stderr("%m [%p] %a ", TIME + " [77] x " + TIME + " [99] ERROR: LOG  LOG:  said\n")
            .only();

    assertThat(entry.pid()).isEqualTo(77);
    assertThat(entry.application()).isEqualTo("x " + TIME + " [99] ERROR: LOG ");
    assertThat(entry.message()).isEqualTo("said");
  }

  @Test
  void aSessionIdTellsProcessAndStart() {
    LogEntryRead entry = ReadLog.stderr("%c ", "69212a27.4d LOG:  x\n").only();

    assertThat(entry.pid()).isEqualTo(77);
    assertThat(entry.sessionStartMicros()).isEqualTo(0x69212a27L * 1_000_000);
  }

  @Test
  void manyWaysToReadANameTakeNoTime() {
    String names = "%a [%u] %d %h [%i] %b ";
    String line = "x [y] z: LOG ".repeat(160) + "\n";
    long start = System.nanoTime();

    ReadLog log = ReadLog.stderr(names, line.repeat(100));

    assertThat(log.entries()).isEmpty();
    assertThat(System.nanoTime() - start).isLessThan(10_000_000_000L);
  }
}
