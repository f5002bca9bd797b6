package io.dbintel.jobs.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KafkaRecordsTest {
  private static final byte[] VALUE = {1, -2, 3};

  static Stream<Arguments> consumed() {
    return Stream.of(
        Arguments.of("key and value", "db-1".getBytes(UTF_8), VALUE),
        Arguments.of("no key", null, VALUE),
        Arguments.of("tombstone", "db-1".getBytes(UTF_8), null));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("consumed")
  void readsAnyRecordWithItsPosition(String name, byte[] key, byte[] value) {
    List<RawRecord> out = new ArrayList<>();

    new RawRecordDeserializer()
        .deserialize(new ConsumerRecord<>("t", 3, 42L, key, value), new ListCollector<>(out));

    assertThat(out)
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.topic()).isEqualTo("t");
              assertThat(record.partition()).isEqualTo(3);
              assertThat(record.offset()).isEqualTo(42);
              assertThat(record.key()).isEqualTo(key);
              assertThat(record.value()).isEqualTo(value);
            });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("consumed")
  void crossesFlinkWithoutGenericTypes(String name, byte[] key, byte[] value) throws IOException {
    RawRecord copy = copy(new RawRecord("t", 1, 2, 3, key, value), KafkaTypes.RAW);

    assertThat(copy.key()).isEqualTo(key);
    assertThat(copy.value()).isEqualTo(value);
    assertThat(copy.timestamp()).isEqualTo(3);
  }

  @Test
  void outboundCrossesFlinkWithoutGenericTypes() throws IOException {
    OutboundRecord copy = copy(new OutboundRecord("t", null, 7, VALUE), KafkaTypes.OUTBOUND);

    assertThat(copy.topic()).isEqualTo("t");
    assertThat(copy.key()).isNull();
    assertThat(copy.value()).isEqualTo(VALUE);
  }

  @Test
  void writesToTheTopicOfTheRecordAndLeavesThePartitionToTheKey() {
    ProducerRecord<byte[], byte[]> out =
        new OutboundRecordSerializer()
            .serialize(new OutboundRecord("metrics", "db-1", 7, VALUE), null, null);

    assertThat(out.topic()).isEqualTo("metrics");
    assertThat(out.partition()).isNull();
    assertThat(out.timestamp()).isEqualTo(7);
    assertThat(out.key()).isEqualTo("db-1".getBytes(UTF_8));
    assertThat(out.value()).isEqualTo(VALUE);
  }

  @Test
  void textFormsHoldNoPayload() {
    byte[] secret = "alice@example.org".getBytes(UTF_8);

    assertThat(new RawRecord("t", 1, 2, 3, null, secret)).hasToString("RawRecord[t:1:2]");
    assertThat(new OutboundRecord("t", "k", 3, secret)).hasToString("OutboundRecord[t, key k]");
  }

  private static <T> T copy(T record, TypeInformation<T> type) throws IOException {
    assertThat(type).isInstanceOf(PojoTypeInfo.class);
    SerializerConfigImpl config = new SerializerConfigImpl();
    config.setGenericTypes(false);
    TypeSerializer<T> serializer = type.createSerializer(config);
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(record, out);
    return serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
  }
}
