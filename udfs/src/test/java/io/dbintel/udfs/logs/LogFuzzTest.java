package io.dbintel.udfs.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.udfs.sql.SqlScrubber;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.StringLength;

/** Log text that no server wrote: torn, mixed up and hostile. */
class LogFuzzTest {
  private static final List<String> PIECES =
      List.of(
          "2026-11-22 00:02:08.123 UTC [4711] ",
          "ERROR:  ",
          "LOG:  ",
          "DETAIL:  ",
          "CONTEXT:  ",
          "STATEMENT:  ",
          "HINT:  ",
          "FEHLER:  ",
          "\n",
          "\n\t",
          "\r\n",
          "duration: 1.5 ms  statement: ",
          "duration: 1.5 ms  plan:\n",
          "SELECT ",
          "parameters: $1 = ",
          ", $2 = ",
          "NULL",
          "Key (a)=(",
          ") already exists.",
          "Process 12 waits for ShareLock on transaction 7; blocked by process 13.",
          "Process 12: ",
          "column \"",
          "\" of relation \"",
          "\" does not exist",
          "syntax error at or near \"",
          "invalid input syntax for type integer: \"",
          "relation \"",
          "SQL statement \"",
          "PL/pgSQL function f() line 3 at RAISE",
          "COPY t, line 3, column c: \"",
          " at character 15",
          "{\"message\":\"",
          "\",\"detail\":\"",
          "\"}",
          "2026-11-22 00:02:08.123 UTC,\"app\",\"shop\",4711,\"h:1\",6920f1a0.1267,3,\"INSERT\","
              + "2026-11-22 00:02:00 UTC,3/18,0,ERROR,22P02,\"",
          "\",",
          ",,",
          "\"",
          "?",
          ": ",
          " ",
          "user=",
          "42",
          "\\",
          "(",
          ")");

  private final LogScrubber scrubber =
      new LogScrubber(new SqlScrubber(), plan -> new SqlScrubber().expression(plan));

  @Property(tries = 20_000, seed = "20260401")
  void tornEntriesLeakNothingAndStayAsTheyAre(@ForAll("entries") String text) {
    String once = scrubber.scrub(text).text();

    assertThat(once).doesNotContain("X7q", "@ex");
    assertThat(scrubber.scrub(once).text()).isEqualTo(once);
  }

  @Property(tries = 2_000, seed = "20260401")
  void anyCharactersAreAnswered(@ForAll @StringLength(max = 300) String text) {
    String once = scrubber.scrub(text).text();

    assertThat(scrubber.scrub(once).text()).isEqualTo(once);
  }

  @Property(tries = 2_000, seed = "20260401")
  void anyOrderOfPartsIsAnswered(@ForAll("parts") String text) {
    String once = scrubber.scrub(text).text();

    assertThat(scrubber.scrub(once).text()).isEqualTo(once);
  }

  /** Secrets stand where the server puts values: in quotes, of SQL or of messages. */
  @Provide
  Arbitrary<String> entries() {
    return joined("'X7q-secret@ex'", "'X7q''s @ex'");
  }

  /** Also with single quotes, so that nothing is certain to be a literal. */
  @Provide
  Arbitrary<String> parts() {
    return joined("'", "$$", "/*");
  }

  private static Arbitrary<String> joined(String... values) {
    List<String> pieces = new ArrayList<>(PIECES);
    for (int i = 0; i < 4; i++) {
      pieces.addAll(List.of(values));
    }
    return Arbitraries.of(pieces)
        .list()
        .ofMinSize(1)
        .ofMaxSize(14)
        .map(parts -> String.join("", parts));
  }
}
