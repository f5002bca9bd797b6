package io.dbintel.jobs.export.sink;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.flink.api.common.JobInfo;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.TaskInfoImpl;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.OperatorIOMetricGroup;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.UserCodeClassLoader;

/** What a sink writer needs of its task, and nothing more. */
final class FakeWriterContext implements WriterInitContext {
  private final MailboxExecutor mailbox;
  final Metrics metrics = new Metrics();

  FakeWriterContext(MailboxExecutor mailbox) {
    this.mailbox = mailbox;
  }

  @Override
  public MailboxExecutor getMailboxExecutor() {
    return mailbox;
  }

  @Override
  public SinkWriterMetricGroup metricGroup() {
    return metrics;
  }

  @Override
  public TaskInfo getTaskInfo() {
    return new TaskInfoImpl("sink", 1, 0, 1, 0);
  }

  @Override
  public UserCodeClassLoader getUserCodeClassLoader() {
    throw new UnsupportedOperationException();
  }

  @Override
  public ProcessingTimeService getProcessingTimeService() {
    throw new UnsupportedOperationException();
  }

  @Override
  public SerializationSchema.InitializationContext asSerializationSchemaInitializationContext() {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isObjectReuseEnabled() {
    return true;
  }

  @Override
  public <T> TypeSerializer<T> createInputSerializer() {
    throw new UnsupportedOperationException();
  }

  @Override
  public OptionalLong getRestoredCheckpointId() {
    return OptionalLong.empty();
  }

  @Override
  public JobInfo getJobInfo() {
    throw new UnsupportedOperationException();
  }

  /** Keeps counters and gauges by name. */
  static final class Metrics extends UnregisteredMetricsGroup implements SinkWriterMetricGroup {
    private final SinkWriterMetricGroup plain =
        UnregisteredMetricsGroup.createSinkWriterMetricGroup();
    private final Map<String, Counter> counters = new HashMap<>();
    private final Map<String, Gauge<?>> gauges = new HashMap<>();

    long count(String name) {
      return counters.get(name).getCount();
    }

    Object gauge(String name) {
      return gauges.get(name).getValue();
    }

    @Override
    public Counter counter(String name) {
      return counters.computeIfAbsent(name, key -> new SimpleCounter());
    }

    @Override
    public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
      gauges.put(name, gauge);
      return gauge;
    }

    @Override
    public OperatorIOMetricGroup getIOMetricGroup() {
      return plain.getIOMetricGroup();
    }

    @Override
    public Counter getNumRecordsOutErrorsCounter() {
      return plain.getNumRecordsOutErrorsCounter();
    }

    @Override
    public Counter getNumRecordsSendErrorsCounter() {
      return plain.getNumRecordsSendErrorsCounter();
    }

    @Override
    public Counter getNumRecordsSendCounter() {
      return plain.getNumRecordsSendCounter();
    }

    @Override
    public Counter getNumBytesSendCounter() {
      return plain.getNumBytesSendCounter();
    }

    @Override
    public void setCurrentSendTimeGauge(Gauge<Long> gauge) {
      plain.setCurrentSendTimeGauge(gauge);
    }
  }
}
