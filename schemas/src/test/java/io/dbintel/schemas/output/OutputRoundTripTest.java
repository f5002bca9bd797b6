package io.dbintel.schemas.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbintel.schemas.deadletter.DeadLetter;
import io.dbintel.schemas.deadletter.InvalidRecordException;
import io.dbintel.schemas.deadletter.Reason;
import io.dbintel.schemas.json.RecordCodec;
import io.dbintel.schemas.statements.QueryTexts;
import io.dbintel.schemas.statements.QueryTextsCodec;
import io.dbintel.schemas.testing.Samples;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutputRoundTripTest {
  @Test
  void metricBatch() throws InvalidRecordException {
    MetricBatch read = MetricBatchCodec.decode(MetricBatchCodec.encode(Samples.metricBatch()));
    assertThat(read).usingRecursiveComparison().isEqualTo(Samples.metricBatch());
  }

  @Test
  void everyMetricOfTheCatalogueTravels() throws InvalidRecordException {
    List<String> names = QueryMetrics.metrics().stream().map(QueryMetrics.Metric::name).toList();
    long[] values = new long[names.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          QueryMetrics.metrics().get(i).isDouble() ? Double.doubleToRawLongBits(i / 7.0) : i;
    }
    MetricBatch sample = Samples.metricBatch();
    MetricBatch batch =
        new MetricBatch(
            sample.id(),
            sample.instance(),
            sample.server(),
            sample.time(),
            sample.family(),
            names,
            List.of(),
            List.of(new MetricBatch.Series(List.of(), 1, values, 2, values, false)));
    assertThat(MetricBatchCodec.decode(MetricBatchCodec.encode(batch)))
        .usingRecursiveComparison()
        .isEqualTo(batch);
  }

  @Test
  void eventBatchKeepsTheTypesOfItsAttributes() throws InvalidRecordException {
    RecordCodec<EventBatch> codec = new RecordCodec<>(EventBatch.class);
    EventBatch read = codec.decode(codec.encode(Samples.eventBatch()));
    assertThat(read).isEqualTo(Samples.eventBatch());
    assertThat(read.events().get(0).attributes().get("postgresql.calls")).isInstanceOf(Long.class);
    assertThat(read.events().get(0).attributes().get("postgresql.total_exec_time"))
        .isInstanceOf(Double.class);
  }

  @Test
  void anEventHoldsFourTypesOnly() {
    List<Object> refused = new ArrayList<>(List.of(1, 1.5f, List.of(), Map.of(), Double.NaN));
    for (Object value : refused) {
      assertThatThrownBy(() -> new EventBatch.Event("name", Map.of("key", value)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void deadLetterOfEveryReason(Reason reason) throws InvalidRecordException {
    RecordCodec<DeadLetter> codec = new RecordCodec<>(DeadLetter.class);
    DeadLetter letter = DeadLetter.of(null, "topic", -1, Long.MAX_VALUE, "stage", reason, "text");
    byte[] written = codec.encode(letter);
    assertThat(new String(written, StandardCharsets.UTF_8))
        .contains("\"reason\":\"" + reason.word() + "\"");
    assertThat(codec.decode(written)).isEqualTo(letter);
    assertThat(letter.id()).isEqualTo("topic:-1:9223372036854775807");
  }

  @Test
  void queryTextsAndTheirToStringHidesTheText() throws InvalidRecordException {
    QueryTexts texts = Samples.queryTexts();
    assertThat(QueryTextsCodec.decode(QueryTextsCodec.encode(texts))).isEqualTo(texts);
    assertThat(texts.toString()).contains("queryid=-5").doesNotContain("select");
  }
}
