package io.dbintel.jobs.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dbintel.jobs.export.encode.Encoding;
import io.dbintel.jobs.export.encode.OtlpEncoder;
import io.dbintel.jobs.export.encode.OtlpEntry;
import io.dbintel.jobs.export.encode.Signal;
import io.dbintel.jobs.export.testing.Batches;
import io.dbintel.jobs.kafka.RawRecord;
import io.dbintel.schemas.deadletter.InvalidRecordException;
import io.dbintel.schemas.deadletter.Reason;
import io.dbintel.schemas.output.MetricBatchCodec;
import io.dbintel.schemas.topic.Topic;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExportDecoderTest {
  private final ExportDecoder decoder = new ExportDecoder(new OtlpEncoder(Encoding.defaults()));

  @Test
  void readsMetrics() throws Exception {
    OtlpEntry entry =
        decoder.decode(Batches.record(Batches.metrics("db-1", 1, "shop"), 9)).orElseThrow();

    assertThat(entry.signal()).isEqualTo(Signal.METRICS);
    assertThat(entry.items()).isEqualTo(2);
    assertThat(entry.offset()).isEqualTo(9);
    assertThat(entry.instance()).isEqualTo("db-1");
  }

  @Test
  void readsEvents() throws Exception {
    OtlpEntry entry = decoder.decode(Batches.record(Batches.events("db-1", 1, 3), 9)).orElseThrow();

    assertThat(entry.signal()).isEqualTo(Signal.LOGS);
    assertThat(entry.items()).isEqualTo(3);
  }

  @Test
  void anEmptyBatchExportsNothing() throws Exception {
    assertThat(decoder.decode(Batches.record(Batches.events("db-1", 1, 0), 9))).isEmpty();
    assertThat(decoder.decode(Batches.record(Batches.metrics("db-1", 1), 9))).isEmpty();
  }

  static Stream<Arguments> broken() {
    byte[] metrics = MetricBatchCodec.encode(Batches.metrics("db-1", 1, "shop"));
    return Stream.of(
        Arguments.of("tombstone", Topic.METRICS, "db-1", null, Reason.MISSING_FIELD),
        Arguments.of("not JSON", Topic.METRICS, "db-1", text("nonsense"), Reason.MALFORMED_JSON),
        Arguments.of("not JSON", Topic.EVENTS, "db-1", text("{"), Reason.MALFORMED_JSON),
        Arguments.of("no object", Topic.EVENTS, "db-1", text("[]"), Reason.WRONG_TYPE),
        Arguments.of("another key", Topic.METRICS, "db-2", metrics, Reason.KEY_MISMATCH),
        Arguments.of(
            "only a version",
            Topic.EVENTS,
            "db-1",
            text("{\"schema_version\":1,\"time\":1}"),
            Reason.MISSING_FIELD),
        Arguments.of(
            "a null event",
            Topic.EVENTS,
            "db-1",
            text(
                "{\"schema_version\":1,\"id\":\"i\",\"instance\":\"db-1\",\"time\":1,\"server\":"
                    + "{\"address\":\"h\",\"port\":1,\"version_num\":1},\"events\":[null]}"),
            Reason.MISSING_FIELD));
  }

  @ParameterizedTest(name = "{0} in {1}")
  @MethodSource("broken")
  void refusesWithAReason(String name, Topic topic, String key, byte[] value, Reason reason) {
    RawRecord record = Batches.record(topic, key, 1, value);

    InvalidRecordException refusal =
        catchThrowableOfType(InvalidRecordException.class, () -> decoder.decode(record));

    assertThat(refusal.reason()).isEqualTo(reason);
  }

  private static byte[] text(String value) {
    return value.getBytes(UTF_8);
  }
}
