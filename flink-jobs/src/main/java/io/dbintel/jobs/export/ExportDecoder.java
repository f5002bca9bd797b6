package io.dbintel.jobs.export;

import io.dbintel.jobs.export.encode.OtlpEncoder;
import io.dbintel.jobs.export.encode.OtlpEntry;
import io.dbintel.jobs.kafka.RawRecord;
import io.dbintel.schemas.deadletter.InvalidRecordException;
import io.dbintel.schemas.deadletter.Reason;
import io.dbintel.schemas.json.RecordCodec;
import io.dbintel.schemas.output.EventBatch;
import io.dbintel.schemas.output.MetricBatch;
import io.dbintel.schemas.output.MetricBatchCodec;
import io.dbintel.schemas.topic.Topic;
import java.util.Optional;

/** One Kafka record of either topic to what it exports. */
final class ExportDecoder {
  private static final RecordCodec<EventBatch> EVENTS = new RecordCodec<>(EventBatch.class);

  private final OtlpEncoder encoder;

  ExportDecoder(OtlpEncoder encoder) {
    this.encoder = encoder;
  }

  /**
   * @return empty when the record has nothing to export
   * @throws InvalidRecordException when the record breaks its contract
   */
  Optional<OtlpEntry> decode(RawRecord record) throws InvalidRecordException {
    if (record.value() == null) {
      throw new InvalidRecordException(Reason.MISSING_FIELD, "record: has no value");
    }
    if (record.topic().equals(Topic.METRICS.topicName())) {
      MetricBatch batch = MetricBatchCodec.decode(record.value());
      checkKey(record, batch.instance());
      return encoder.encode(record, batch);
    }
    EventBatch batch = EVENTS.decode(record.value());
    check(batch);
    checkKey(record, batch.instance());
    return encoder.encode(record, batch);
  }

  /** Order per instance rests on the key: it put the record into this partition. */
  private static void checkKey(RawRecord record, String instance) throws InvalidRecordException {
    if (!instance.equals(record.keyText())) {
      throw new InvalidRecordException(
          Reason.KEY_MISMATCH, "the Kafka key must be the record's instance");
    }
  }

  private static void check(EventBatch batch) throws InvalidRecordException {
    require(batch.id() != null, "id");
    require(batch.instance() != null, "instance");
    require(batch.server() != null && batch.server().address() != null, "server.address");
    require(batch.events() != null, "events");
    for (EventBatch.Event event : batch.events()) {
      require(event != null && event.name() != null, "events[].name");
      require(event.attributes() != null, "events[].attributes");
    }
  }

  private static void require(boolean present, String field) throws InvalidRecordException {
    if (!present) {
      throw new InvalidRecordException(Reason.MISSING_FIELD, field + ": required");
    }
  }
}
