package io.dbintel.jobs.kafka;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes records as they are; decoding, which can fail, comes later and gives dead letters. */
final class RawRecordDeserializer implements KafkaRecordDeserializationSchema<RawRecord> {
  private static final long serialVersionUID = 1L;

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> in, Collector<RawRecord> out) {
    out.collect(
        new RawRecord(
            in.topic(), in.partition(), in.offset(), in.timestamp(), in.key(), in.value()));
  }

  @Override
  public TypeInformation<RawRecord> getProducedType() {
    return KafkaTypes.RAW;
  }
}
