package io.dbintel.ingest.logs.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Generated logs, whole, in pieces, and read again from where it is safe. */
class ParserProperties {
  private static final String TIME = "2026-11-22 03:04:07.123 UTC";

  /** A log in one form. */
  record Log(LogFormat format, String prefix, byte[] bytes) {
    ParseOptions options() {
      return ParseOptions.defaults().withPrefix(prefix).withMaxEntryBytes(2_000);
    }

    @Override
    public String toString() {
      return format + " " + prefix + "\n" + new String(bytes, StandardCharsets.UTF_8);
    }
  }

  @Property(tries = 400)
  void piecesMakeNoDifference(@ForAll("logs") Log log, @ForAll("sizes") List<Integer> sizes) {
    ReadLog whole = ReadLog.of(log.format(), log.options(), log.bytes());
    LogParser parser = LogParsers.of(log.format(), log.options());
    List<LogEntryRead> entries = new ArrayList<>();
    int at = 0;
    for (int i = 0; at < log.bytes().length; i++) {
      int size = Math.min(sizes.get(i % sizes.size()), log.bytes().length - at);
      parser.feed(log.bytes(), at, size, at, entries::add);
      at += size;
    }
    parser.endOfFile(entries::add);

    assertThat(entries).isEqualTo(whole.entries());
    assertThat(parser.counts()).isEqualTo(whole.counts());
  }

  @Property(tries = 400)
  void readingAgainFromWhereItIsSafeLosesAndRepeatsNothing(
      @ForAll("logs") Log log, @ForAll("sizes") List<Integer> sizes) {
    ReadLog whole = ReadLog.of(log.format(), log.options(), log.bytes());
    byte[] bytes = log.bytes();
    List<LogEntryRead> entries = new ArrayList<>();
    LogParser parser = LogParsers.of(log.format(), log.options());
    int at = 0;
    for (int i = 0; at < bytes.length; i++) {
      int size = Math.min(sizes.get(i % sizes.size()), bytes.length - at);
      parser.feed(bytes, at, size, at, entries::add);
      at += size;
      if (i % 3 == 2) {
        long safe = parser.safeOffset();
        assertThat(safe).isLessThanOrEqualTo(at);
        parser = LogParsers.of(log.format(), log.options());
        int again = (int) (at - safe);
        parser.feed(bytes, (int) safe, again, safe, entries::add);
      }
    }
    parser.endOfFile(entries::add);

    assertThat(entries).isEqualTo(whole.entries());
  }

  @Property(tries = 400)
  void entriesFollowEachOther(@ForAll("logs") Log log) {
    long end = 0;
    for (LogEntryRead entry : ReadLog.of(log.format(), log.options(), log.bytes()).entries()) {
      assertThat(entry.offset()).isGreaterThanOrEqualTo(end);
      assertThat(entry.length()).isPositive();
      end = entry.offset() + entry.length();
      assertThat(JsonSize.of(String.valueOf(entry.message()))).isLessThanOrEqualTo(2_000);
    }
    assertThat(end).isLessThanOrEqualTo(log.bytes().length);
  }

  @Property(tries = 1_000)
  void noBytesMakeAParserFail(@ForAll("anyBytes") byte[] bytes, @ForAll("prefixes") String prefix) {
    for (LogFormat format : LogFormat.values()) {
      ReadLog log =
          ReadLog.of(
              format, ParseOptions.defaults().withPrefix(prefix).withMaxEntryBytes(1_024), bytes);
      assertThat(log.counts().entries()).isEqualTo(log.entries().size());
      for (LogEntryRead entry : log.entries()) {
        assertThat(LogClasses.standard().classify(entry)).isNotNull();
        AutoExplain.plan(entry);
      }
    }
  }

  @Provide
  Arbitrary<byte[]> anyBytes() {
    Arbitrary<byte[]> random = Arbitraries.bytes().array(byte[].class).ofMaxSize(400);
    return Arbitraries.oneOf(random, parts().map(ParserProperties::joined));
  }

  @Provide
  Arbitrary<String> prefixes() {
    Arbitrary<String> odd =
        Arbitraries.of(
                "%",
                "%m", "%p", "%q", "%a", "%-5u", "%3d", "%c", " ", "[", "%%", "%z", "%-", "%99r")
            .list()
            .ofMaxSize(6)
            .map(parts -> String.join("", parts));
    return Arbitraries.oneOf(Arbitraries.of("%m [%p] ", "", "%q%u@%d "), odd);
  }

  @Provide
  Arbitrary<List<Integer>> sizes() {
    return Arbitraries.integers().between(1, 60).list().ofMinSize(1).ofMaxSize(20);
  }

  /** Real lines, cut and mixed in any order, with names and texts that hold anything. */
  @Provide
  Arbitrary<Log> logs() {
    Arbitrary<String> prefix = Arbitraries.of("%m [%p] ", "", "%m [%p] %q%u@%d ", "<%u> %m ");
    return Arbitraries.of(LogFormat.values())
        .flatMap(
            format ->
                prefix.flatMap(
                    used ->
                        entries(format, used).map(parts -> new Log(format, used, joined(parts)))));
  }

  private static Arbitrary<List<String>> entries(LogFormat format, String prefix) {
    Arbitrary<String> entry =
        switch (format) {
          case STDERR -> texts().map(text -> line(prefix, text));
          case CSVLOG -> texts().map(ParserProperties::record);
          case JSONLOG -> texts().map(ParserProperties::object);
        };
    Arbitrary<String> cut =
        entry.flatMap(
            text ->
                Arbitraries.integers().between(0, text.length()).map(n -> text.substring(0, n)));
    return Arbitraries.frequencyOf(
            Tuple.of(8, entry),
            Tuple.of(1, cut),
            Tuple.of(1, Arbitraries.of("\n", "foreign\n", "\tof whom\n", "\0\0\0", "\"\n")))
        .list()
        .ofMaxSize(12);
  }

  private static Arbitrary<String> texts() {
    Arbitrary<String> parts =
        Arbitraries.of(
                "a",
                "\n",
                "\t",
                "\"",
                ",",
                "\\",
                ":  ",
                "LOG:  ",
                TIME + " [7] ",
                "\u00e4",
                "\ud83d\ude00",
                "duration: 5.0 ms  plan:\n",
                "{",
                "}",
                " at character 3",
                "x".repeat(700),
                "00000: ")
            .list()
            .ofMaxSize(8)
            .map(all -> String.join("", all));
    return Arbitraries.oneOf(parts, Arbitraries.strings().ofMaxLength(30));
  }

  private static Arbitrary<List<String>> parts() {
    return Arbitraries.of(
            TIME,
            " [7] ",
            "LOG:  ",
            "\n",
            "\t",
            "\"",
            ",",
            "{\"timestamp\":\"",
            "\":",
            "\\u00",
            "%",
            "ann",
            "@",
            "STATEMENT:  ",
            "\0",
            "5",
            ":")
        .list()
        .ofMaxSize(60);
  }

  private static String line(String prefix, String text) {
    String start =
        prefix
            .replace("%m", TIME)
            .replace("%p", Integer.toString(1 + text.length() % 5))
            .replace("%q", "")
            .replace("%u", "ann\nlee")
            .replace("%d", "shop");
    String body = text.replace("\n", "\n\t");
    return text.length() % 2 == 0
        ? start + "LOG:  " + body + "\n"
        : start + "ERROR:  wrong\n" + start + "STATEMENT:  " + body + "\n";
  }

  private static String record(String text) {
    return TIME
        + ",\"ann\",\"shop\",77,\"[local]\",69212a27.4d,5,\"SELECT\","
        + "2026-11-22 03:04:07 UTC,3/12,0,LOG,00000,\""
        + text.replace("\"", "\"\"")
        + "\",,,,,,,,,\"app\",\"client backend\",,0\n";
  }

  private static String object(String text) {
    StringBuilder json = new StringBuilder("{\"timestamp\":\"" + TIME + "\",\"message\":\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ') {
        json.append("\\u%04x".formatted((int) c));
      } else {
        json.append(c == '"' || c == '\\' ? "\\" : "").append(c);
      }
    }
    return json.append("\",\"query_id\":5}\n").toString();
  }

  private static byte[] joined(List<String> parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    parts.forEach(part -> bytes.writeBytes(part.getBytes(StandardCharsets.UTF_8)));
    return bytes.toByteArray();
  }
}
