package io.dbintel.jobs.export;

import io.dbintel.jobs.export.sink.KafkaDeadLetterSender;
import io.dbintel.jobs.export.sink.OtlpSink;
import io.dbintel.jobs.kafka.KafkaOptions;
import io.dbintel.jobs.kafka.RawRecord;
import io.dbintel.jobs.runtime.JobEnvironment;
import io.dbintel.jobs.runtime.JobSettings;
import io.dbintel.jobs.runtime.OperatorUids;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine;

/** Entry point of the export job. */
public final class ExportOtlpJob {
  /** A checkpoint that a full buffer held up is no reason to restart: the outage would go on. */
  private static final int TOLERABLE_FAILED_CHECKPOINTS = 1_000_000;

  private ExportOtlpJob() {}

  public static void main(String[] args) throws Exception {
    ExportOtlpArguments arguments = new ExportOtlpArguments();
    CommandLine command = arguments.commandLine();
    command.parseArgs(args);
    if (arguments.help()) {
      command.usage(System.out);
      return;
    }
    run(arguments);
  }

  static void run(ExportOtlpArguments arguments) throws Exception {
    JobSettings settings = arguments.settings();
    StreamExecutionEnvironment env = JobEnvironment.create(settings);
    define(env, arguments);
    env.execute(settings.name());
  }

  /**
   * Adds the job to an environment made elsewhere.
   *
   * @param args as on the command line
   */
  public static void define(StreamExecutionEnvironment env, String... args) {
    ExportOtlpArguments arguments = new ExportOtlpArguments();
    arguments.commandLine().parseArgs(args);
    define(env, arguments);
  }

  static void define(StreamExecutionEnvironment env, ExportOtlpArguments arguments) {
    if (arguments.parallelism() != null) {
      env.setParallelism(arguments.parallelism());
    }
    env.getCheckpointConfig().setTolerableCheckpointFailureNumber(TOLERABLE_FAILED_CHECKPOINTS);
    KafkaOptions kafka = arguments.kafka();
    DataStream<RawRecord> records =
        env.fromSource(
                kafka.source(arguments.topics()), WatermarkStrategy.noWatermarks(), "records")
            .uid(OperatorUids.EXPORT_OTLP_SOURCE);
    OtlpSink otlp = new OtlpSink(arguments.sink(), () -> new KafkaDeadLetterSender(kafka));
    ExportOtlpTopology.build(records, arguments.encoding(), otlp, kafka.sink());
  }
}
