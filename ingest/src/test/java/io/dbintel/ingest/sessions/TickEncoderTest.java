package io.dbintel.ingest.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.ingest.sessions.TickEncoder.Encoded;
import io.dbintel.schemas.envelope.Envelope;
import io.dbintel.schemas.envelope.Outcome;
import io.dbintel.schemas.envelope.Sequence;
import io.dbintel.schemas.envelope.Server;
import io.dbintel.schemas.raw.RawRecord;
import io.dbintel.schemas.raw.RawRecordCodec;
import io.dbintel.schemas.raw.SessionsTick;
import io.dbintel.schemas.raw.SessionsTick.Blocked;
import io.dbintel.schemas.raw.SessionsTick.SessionText;
import io.dbintel.schemas.testing.SchemaValidation;
import io.dbintel.schemas.topic.Topic;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TickEncoderTest {
  private static final Envelope ENVELOPE =
      new Envelope(
          Envelope.SCHEMA_VERSION,
          "sessions:shop:1:0",
          "shop",
          "collector-1",
          1_760_000_000_000_000L,
          1L,
          2L,
          Outcome.OK,
          null,
          new Server("db.example", 5432, 170_006),
          null,
          Map.of(),
          Map.of(),
          null,
          new Sequence(1, 0));

  @Test
  void whatFitsIsNotTouched() throws Exception {
    SessionsTick tick = tick(rows(100, 10), List.of(blocked(1, 5)), texts(10, 1_000));
    RawRecord<SessionsTick> record = decoded(TickEncoder.encode(ENVELOPE, tick));
    assertThat(record.body()).isEqualTo(tick);
    assertThat(record.envelope().outcome()).isEqualTo(Outcome.OK);
  }

  @Test
  void endsOfTextsGoFirst() throws Exception {
    SessionsTick tick = tick(rows(1_000, 10), List.of(blocked(1, 5)), texts(1_000, 4_000));
    RawRecord<SessionsTick> record = decoded(TickEncoder.encode(ENVELOPE, tick));
    assertThat(record.body().rows()).hasSize(1_000);
    assertThat(record.body().blocked()).hasSize(1);
    assertThat(record.body().texts())
        .hasSize(1_000)
        .allMatch(SessionText::truncated)
        .allMatch(text -> text.text().length() > 300);
    assertThat(record.envelope().outcome()).isEqualTo(Outcome.OK);
  }

  @Test
  void textsThatAreShortEnoughStayWhole() throws Exception {
    List<SessionText> texts =
        IntStream.range(0, 100).mapToObj(i -> text(i, i == 7 ? 2_000_000 : 50)).toList();
    RawRecord<SessionsTick> record =
        decoded(TickEncoder.encode(ENVELOPE, tick(rows(10, 10), List.of(), texts)));
    assertThat(record.body().texts()).filteredOn(SessionText::truncated).hasSize(1);
  }

  @Test
  void thenBlockersAreLeftOutAndCounted() throws Exception {
    List<Blocked> blocked = IntStream.range(0, 50).mapToObj(i -> blocked(i, 5_000)).toList();
    RawRecord<SessionsTick> record =
        decoded(TickEncoder.encode(ENVELOPE, tick(rows(1_000, 10), blocked, texts(10, 10))));
    assertThat(record.body().blocked()).isEmpty();
    assertThat(record.body().waitersLeftOut()).isEqualTo(50);
    assertThat(record.body().rows()).hasSize(1_000);
    assertThat(record.envelope().reason()).isEqualTo("waiter_limit");
  }

  @Test
  void lastTheYoungestRowsAreLeftOutAndCounted() throws Exception {
    SessionsTick tick = tick(rows(10_000, 60), List.of(), texts(10, 10));
    RawRecord<SessionsTick> record = decoded(TickEncoder.encode(ENVELOPE, tick));
    int kept = record.body().rows().size();
    assertThat(kept).isBetween(1_000, 9_999);
    assertThat(record.body().rows()).isEqualTo(tick.rows().subList(0, kept));
    assertThat(record.body().rowsLeftOut()).isEqualTo(10_000 - kept);
    assertThat(record.body().activeLeftOut())
        .isEqualTo(tick.rows().stream().skip(kept).filter(TickRows::active).count());
    assertThat(record.envelope().outcome()).isEqualTo(Outcome.PARTIAL);
    assertThat(record.envelope().reason()).isEqualTo("row_limit");
  }

  @Test
  void aFailedTickStaysFailed() throws Exception {
    Envelope failed = ENVELOPE.withOutcome(Outcome.FAILED, "timeout");
    RawRecord<SessionsTick> record =
        decoded(TickEncoder.encode(failed, tick(List.of(), List.of(), List.of())));
    assertThat(record.envelope().outcome()).isEqualTo(Outcome.FAILED);
    assertThat(record.envelope().reason()).isEqualTo("timeout");
  }

  private static RawRecord<SessionsTick> decoded(Encoded encoded) throws Exception {
    assertThat(encoded.record().length).isLessThanOrEqualTo(TickEncoder.MAX_BYTES);
    SchemaValidation.assertValid(Topic.RAW_SESSIONS, encoded.record());
    RawRecord<SessionsTick> record = RawRecordCodec.SESSIONS.decode(encoded.record());
    assertThat(record.body()).isEqualTo(encoded.tick());
    return record;
  }

  private static SessionsTick tick(
      List<List<Object>> rows, List<Blocked> blocked, List<SessionText> texts) {
    return new SessionsTick(3, 1_000_000, TickRows.COLUMNS, rows, blocked, texts, 0, 0, 0, 0);
  }

  /** Every other row is active. */
  private static List<List<Object>> rows(int count, int nameLength) {
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              Object[] row = Collections.nCopies(TickRows.COLUMNS.size(), null).toArray();
              row[0] = (long) i;
              row[4] = "n".repeat(nameLength);
              row[7] = i % 2 == 0 ? "active" : "idle in transaction";
              return Arrays.asList(row);
            })
        .toList();
  }

  private static Blocked blocked(long pid, int blockers) {
    return new Blocked(pid, LongStream.range(10_000, 10_000 + blockers).boxed().toList());
  }

  private static List<SessionText> texts(int count, int length) {
    return IntStream.range(0, count).mapToObj(i -> text(i, length)).toList();
  }

  private static SessionText text(int number, int length) {
    return new SessionText(String.format("%016x", number), "t".repeat(length), false);
  }
}
