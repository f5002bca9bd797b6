package io.dbintel.ingest.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.ingest.logs.parse.LogFormat;
import io.dbintel.ingest.logs.parse.ParseOptions;
import io.dbintel.ingest.logs.source.LogStream;
import io.dbintel.ingest.logs.source.Piece;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamReadingTest {
  @Test
  void anotherPrefixHoldsFromWhereTheStreamStands() {
    LogStream stream = new LogStream("stdin-1", "stdin", LogFormat.STDERR);
    List<Long> offsets = new ArrayList<>();
    LogCounters counters = new LogCounters();
    StreamReading reading =
        new StreamReading(
            stream,
            ParseOptions.defaults(),
            0,
            deliveries -> {},
            (from, entry) -> offsets.add(entry.offset()));
    byte[] before = bytes("2026-11-22 03:00:00.123 UTC [7] ERROR:  before\n");
    byte[] after = bytes("app@shop 2026-11-22 03:00:01 UTC ERROR:  after\n");
    reading.feed(new Piece.Bytes(stream, before, 0), 0);
    reading.use(ParseOptions.defaults().withPrefix("%u@%d %t "), counters);
    assertThat(offsets).containsExactly(0L);
    assertThat(reading.deliveries().committed()).isEqualTo(before.length);

    reading.feed(new Piece.Bytes(stream, after, before.length), 0);
    reading.end(before.length + after.length);
    reading.count(counters);
    assertThat(offsets).containsExactly(0L, (long) before.length);
    assertThat(counters.counts().entries()).isEqualTo(2);
    assertThat(counters.counts().unreadable()).isZero();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
