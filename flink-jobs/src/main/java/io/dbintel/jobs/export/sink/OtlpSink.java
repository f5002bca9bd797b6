package io.dbintel.jobs.export.sink;

import io.dbintel.jobs.export.encode.OtlpEntry;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.runtime.execution.SuppressRestartsException;

/** At-least-once delivery to an OTLP/HTTP endpoint. Holds references to secrets, never secrets. */
public final class OtlpSink
    implements Sink<OtlpEntry>, SupportsWriterState<OtlpEntry, OtlpWriterState> {
  private static final long serialVersionUID = 1L;

  private final SinkOptions options;
  private final DeadLetterSender.Factory deadLetters;

  public OtlpSink(SinkOptions options, DeadLetterSender.Factory deadLetters) {
    this.options = options;
    this.deadLetters = deadLetters;
  }

  @Override
  public StatefulSinkWriter<OtlpEntry, OtlpWriterState> createWriter(WriterInitContext context) {
    return restoreWriter(context, List.of());
  }

  @Override
  public StatefulSinkWriter<OtlpEntry, OtlpWriterState> restoreWriter(
      WriterInitContext context, Collection<OtlpWriterState> recovered) {
    try {
      return new OtlpSinkWriter(options, deadLetters, context, recovered);
    } catch (IllegalArgumentException misconfigured) {
      throw new SuppressRestartsException(misconfigured);
    }
  }

  @Override
  public SimpleVersionedSerializer<OtlpWriterState> getWriterStateSerializer() {
    return new OtlpWriterStateSerializer();
  }
}
