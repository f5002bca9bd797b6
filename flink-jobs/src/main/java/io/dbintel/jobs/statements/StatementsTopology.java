package io.dbintel.jobs.statements;

import io.dbintel.jobs.kafka.KafkaOptions;
import io.dbintel.jobs.kafka.KafkaTypes;
import io.dbintel.jobs.kafka.OutboundRecord;
import io.dbintel.jobs.kafka.RawRecord;
import io.dbintel.jobs.runtime.OperatorUids;
import io.dbintel.schemas.topic.Topic;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Kafka → key by instance → statements → Kafka. */
public final class StatementsTopology {
  private static final List<Topic> INPUT = List.of(Topic.RAW_STATEMENTS, Topic.RAW_QUERY_TEXTS);

  private StatementsTopology() {}

  /**
   * @param topLimit how many queries each of the two rankings keeps
   */
  public static void build(StreamExecutionEnvironment env, KafkaOptions kafka, int topLimit) {
    DataStream<RawRecord> source =
        env.fromSource(kafka.source(INPUT), WatermarkStrategy.noWatermarks(), "raw statements")
            .uid(OperatorUids.STATEMENTS_SOURCE);
    statements(source, topLimit)
        .sinkTo(kafka.sink())
        .name("derived topics")
        .uid(OperatorUids.STATEMENTS_SINK);
  }

  /** The job without its edges. Records are decoded after the shuffle, by the instance's task. */
  static SingleOutputStreamOperator<OutboundRecord> statements(
      DataStream<RawRecord> source, int topLimit) {
    return source
        .keyBy(record -> Objects.requireNonNullElse(record.keyText(), ""))
        .transform("statements", KafkaTypes.OUTBOUND, new StatementsOperator(topLimit))
        .uid(OperatorUids.STATEMENTS);
  }
}
