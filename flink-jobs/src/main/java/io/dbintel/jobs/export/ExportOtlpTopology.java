package io.dbintel.jobs.export;

import io.dbintel.jobs.export.encode.Encoding;
import io.dbintel.jobs.export.encode.OtlpEntry;
import io.dbintel.jobs.kafka.OutboundRecord;
import io.dbintel.jobs.kafka.RawRecord;
import io.dbintel.jobs.runtime.OperatorUids;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * Records to entries to the sink. All operators have the parallelism of the source and nothing
 * between them redistributes, so what one Kafka partition holds stays in order up to one lane.
 */
final class ExportOtlpTopology {
  private ExportOtlpTopology() {}

  static void build(
      DataStream<RawRecord> records,
      Encoding encoding,
      Sink<OtlpEntry> otlp,
      Sink<OutboundRecord> deadLetters) {
    SingleOutputStreamOperator<OtlpEntry> entries =
        records
            .process(new EncodeFunction(encoding))
            .returns(TypeInformation.of(OtlpEntry.class))
            .uid(OperatorUids.EXPORT_OTLP_ENCODE)
            .name("decode and encode")
            .setParallelism(records.getParallelism());
    entries
        .sinkTo(otlp)
        .uid(OperatorUids.EXPORT_OTLP_SINK)
        .name("OTLP")
        .setParallelism(records.getParallelism());
    entries
        .getSideOutput(EncodeFunction.DEAD_LETTERS)
        .sinkTo(deadLetters)
        .uid(OperatorUids.EXPORT_OTLP_DEADLETTERS)
        .name("dead letters")
        .setParallelism(records.getParallelism());
  }
}
