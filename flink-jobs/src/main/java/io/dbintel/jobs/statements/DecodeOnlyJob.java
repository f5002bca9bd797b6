package io.dbintel.jobs.statements;

import io.dbintel.jobs.kafka.KafkaArguments;
import io.dbintel.jobs.kafka.RawRecord;
import io.dbintel.jobs.runtime.JobArguments;
import io.dbintel.jobs.runtime.JobEnvironment;
import io.dbintel.jobs.runtime.JobMain;
import io.dbintel.jobs.runtime.JobSettings;
import io.dbintel.jobs.runtime.OperatorUids;
import io.dbintel.schemas.deadletter.InvalidRecordException;
import io.dbintel.schemas.statements.StatementsChunk;
import io.dbintel.schemas.statements.StatementsChunkReader;
import io.dbintel.schemas.topic.Topic;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code decode-only}: reads and decodes, no more. The limit that benchmarks compare with. */
@Command(
    name = "decode-only",
    mixinStandardHelpOptions = true,
    description = "Reads and decodes raw statements, and discards them: a limit for benchmarks.")
public final class DecodeOnlyJob implements JobMain {
  @Mixin private KafkaArguments kafka;
  @Mixin private JobArguments job;

  @Override
  public void execute() throws Exception {
    JobSettings settings = job.toSettings("decode-only");
    StreamExecutionEnvironment env = JobEnvironment.create(settings);
    env.fromSource(
            kafka.toOptions("dbintel-decode-only").source(List.of(Topic.RAW_STATEMENTS)),
            WatermarkStrategy.noWatermarks(),
            "raw statements")
        .uid(OperatorUids.DECODE_ONLY_SOURCE)
        .flatMap(new Decode())
        .returns(Types.INT)
        .name("decode")
        .uid(OperatorUids.DECODE_ONLY)
        .sinkTo(new DiscardingSink<>());
    env.execute(settings.name());
  }

  private static final class Decode extends RichFlatMapFunction<RawRecord, Integer> {
    private static final long serialVersionUID = 1L;

    private transient StatementsChunkReader reader;
    private transient StatementsChunk chunk;
    private transient StatementsMetrics counted;

    @Override
    public void open(OpenContext context) {
      reader = new StatementsChunkReader();
      chunk = new StatementsChunk();
      counted = new StatementsMetrics(getRuntimeContext().getMetricGroup());
    }

    @Override
    public void flatMap(RawRecord record, Collector<Integer> out) {
      try {
        reader.read(record.value(), chunk);
        counted.rows(chunk.rows(), chunk.unknownColumns().size());
      } catch (InvalidRecordException failure) {
        counted.deadLetter(failure.reason());
      }
    }
  }
}
