package io.dbintel.jobs.export.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbintel.jobs.export.encode.OtlpEntry;
import io.dbintel.jobs.export.encode.Signal;
import io.dbintel.schemas.deadletter.DeadLetter;
import io.dbintel.schemas.deadletter.Reason;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OtlpWriterStateSerializerTest {
  private static final OtlpWriterStateSerializer SERIALIZER = new OtlpWriterStateSerializer();

  private static final OtlpEntry ENTRY =
      new OtlpEntry(Signal.LOGS, "dé", "t", 3, 258, 5, 6, new byte[] {10, -1});

  private static final String GOLDEN =
      "01" // accepted: metrics
          + "00000001" // entries
          + "01" // logs
          + "00000003"
          + "64c3a9"
          + "00000001"
          + "74"
          + "00000003"
          + "0000000000000102"
          + "00000005"
          + "00000006"
          + "00000002"
          + "0aff"
          + "00000000"; // dead letters

  @Test
  void writesTheGoldenBytes() throws IOException {
    OtlpWriterState state = new OtlpWriterState(Set.of(Signal.METRICS), List.of(ENTRY), List.of());

    assertThat(HexFormat.of().formatHex(SERIALIZER.serialize(state))).isEqualTo(GOLDEN);
  }

  @Test
  void readsTheGoldenBytes() throws IOException {
    OtlpWriterState state = SERIALIZER.deserialize(1, HexFormat.of().parseHex(GOLDEN));

    assertThat(state.accepted()).containsExactly(Signal.METRICS);
    assertThat(state.entries())
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactly(ENTRY);
    assertThat(state.deadLetters()).isEmpty();
  }

  @Test
  void keepsDeadLetters() throws IOException {
    DeadLetter letter =
        DeadLetter.of("a", "t", 1, 2, "export-otlp", Reason.DESTINATION_REJECTED, "why");
    OtlpWriterState state =
        new OtlpWriterState(Set.of(Signal.METRICS, Signal.LOGS), List.of(), List.of(letter));

    assertThat(SERIALIZER.deserialize(1, SERIALIZER.serialize(state))).isEqualTo(state);
  }

  @Test
  void refusesAVersionItDoesNotKnow() {
    assertThatThrownBy(() -> SERIALIZER.deserialize(2, new byte[0]))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("version 2");
  }
}
