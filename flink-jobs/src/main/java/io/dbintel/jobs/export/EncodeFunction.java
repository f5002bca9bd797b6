package io.dbintel.jobs.export;

import io.dbintel.jobs.export.encode.Encoding;
import io.dbintel.jobs.export.encode.OtlpEncoder;
import io.dbintel.jobs.export.encode.OtlpEntry;
import io.dbintel.jobs.kafka.KafkaTypes;
import io.dbintel.jobs.kafka.OutboundRecord;
import io.dbintel.jobs.kafka.RawRecord;
import io.dbintel.schemas.deadletter.DeadLetter;
import io.dbintel.schemas.deadletter.InvalidRecordException;
import io.dbintel.schemas.deadletter.Reason;
import io.dbintel.schemas.json.RecordCodec;
import io.dbintel.schemas.topic.Topic;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Decodes and encodes; what cannot be read goes to {@link #DEAD_LETTERS}. Never fails. */
final class EncodeFunction extends ProcessFunction<RawRecord, OtlpEntry> {
  static final OutputTag<OutboundRecord> DEAD_LETTERS =
      new OutputTag<>("dead-letters", KafkaTypes.OUTBOUND);

  private static final long serialVersionUID = 1L;
  private static final String STAGE = "export-otlp";
  private static final RecordCodec<DeadLetter> CODEC = new RecordCodec<>(DeadLetter.class);

  private final Encoding encoding;
  private transient ExportDecoder decoder;
  private transient Counter unreadable;

  EncodeFunction(Encoding encoding) {
    this.encoding = encoding;
  }

  @Override
  public void open(OpenContext context) {
    decoder = new ExportDecoder(new OtlpEncoder(encoding));
    unreadable = getRuntimeContext().getMetricGroup().counter("otlp.unreadable");
  }

  @Override
  public void processElement(RawRecord record, Context context, Collector<OtlpEntry> out) {
    try {
      decoder.decode(record).ifPresent(out::collect);
    } catch (InvalidRecordException broken) {
      context.output(DEAD_LETTERS, deadLetter(record, broken.reason(), broken.getMessage()));
    } catch (RuntimeException fault) {
      // A restart would meet the same record again; the class says enough, the message may quote.
      String message = "unexpected " + fault.getClass().getSimpleName();
      context.output(DEAD_LETTERS, deadLetter(record, Reason.INTERNAL_ERROR, message));
    }
  }

  private OutboundRecord deadLetter(RawRecord record, Reason reason, String message) {
    unreadable.inc();
    DeadLetter letter =
        DeadLetter.of(
            record.keyText(),
            record.topic(),
            record.partition(),
            record.offset(),
            STAGE,
            reason,
            message);
    return new OutboundRecord(
        Topic.DEADLETTER.topicName(), record.keyText(), record.timestamp(), CODEC.encode(letter));
  }
}
