package io.dbintel.jobs.export.sink;

import io.dbintel.jobs.export.encode.OtlpEntry;
import io.dbintel.jobs.export.encode.Signal;
import io.dbintel.jobs.export.http.OtlpClient;
import io.dbintel.schemas.deadletter.DeadLetter;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.util.MathUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One subtask's writer. Takes entries into lanes and returns; blocks only while the buffer is full
 * and, at the end of input, until everything is delivered.
 */
final class OtlpSinkWriter implements StatefulSinkWriter<OtlpEntry, OtlpWriterState> {
  private static final Logger LOG = LoggerFactory.getLogger(OtlpSinkWriter.class);
  private static final int MAX_CLIENT_THREADS = 4;

  private final SinkOptions options;
  private final OtlpClient client;
  private final DeadLetterSender deadLetterSender;
  private final TaskThread task;
  private final DeadLetterBox deadLetters;
  private final Delivery delivery;
  private final Map<Signal, List<Lane>> lanes = new EnumMap<>(Signal.class);
  private final ThrottledLog progress = new ThrottledLog(LOG, Duration.ofSeconds(10));

  /**
   * @throws IllegalArgumentException when a header's secret cannot be found
   */
  OtlpSinkWriter(
      SinkOptions options,
      DeadLetterSender.Factory deadLetterSenders,
      WriterInitContext context,
      Collection<OtlpWriterState> restored) {
    this.options = options;
    int clientThreads = Math.min(MAX_CLIENT_THREADS, 1 + options.lanes());
    this.client =
        new OtlpClient(options.endpoint(), System::getenv, clientThreads, Clock.systemUTC());
    this.deadLetterSender = deadLetterSenders.open();
    this.task = new TaskThread(context.getMailboxExecutor());
    this.deadLetters = new DeadLetterBox(deadLetterSender, task, options.backoff().longest());
    SinkMetrics metrics = new SinkMetrics(context.metricGroup(), this::bufferedBytes);
    int subtask = context.getTaskInfo().getIndexOfThisSubtask();
    this.delivery = new Delivery(options, client, task, metrics, deadLetters, subtask);
    for (Signal signal : Signal.values()) {
      lanes.put(
          signal,
          Stream.generate(() -> new Lane(signal, delivery)).limit(options.lanes()).toList());
    }
    restored.forEach(this::restore);
  }

  private void restore(OtlpWriterState state) {
    delivery.accepted().addAll(state.accepted());
    state.deadLetters().forEach(deadLetters::add);
    state.entries().forEach(entry -> lane(entry).add(entry));
  }

  @Override
  public void write(OtlpEntry entry, Context context) throws InterruptedException {
    while (bufferedBytes() > 0 && bufferedBytes() + entry.bodyBytes() > options.bufferBytes()) {
      task.await();
    }
    lane(entry).add(entry);
  }

  /** Before a checkpoint there is nothing to wait for: what is not delivered becomes state. */
  @Override
  public void flush(boolean endOfInput) throws InterruptedException {
    if (!endOfInput) {
      return;
    }
    allLanes().forEach(Lane::drain);
    while (bufferedBytes() > 0) {
      progress.warn("End of input: %d bytes are left to deliver".formatted(bufferedBytes()));
      task.await();
    }
  }

  @Override
  public List<OtlpWriterState> snapshotState(long checkpointId) {
    List<OtlpWriterState> pieces = new ArrayList<>();
    List<DeadLetter> letters = deadLetters.pending();
    pieces.add(new OtlpWriterState(delivery.accepted(), List.of(), letters));
    allLanes()
        .map(Lane::entries)
        .filter(entries -> !entries.isEmpty())
        .forEach(
            entries -> pieces.add(new OtlpWriterState(delivery.accepted(), entries, List.of())));
    return pieces;
  }

  long bufferedBytes() {
    return deadLetters.bytes() + allLanes().mapToLong(Lane::bytes).sum();
  }

  private Lane lane(OtlpEntry entry) {
    int hash = MathUtils.murmurHash(entry.instance().hashCode());
    return lanes.get(entry.signal()).get(hash % options.lanes());
  }

  private Stream<Lane> allLanes() {
    return lanes.values().stream().flatMap(List::stream);
  }

  @Override
  public void close() {
    task.close();
    client.close();
    deadLetterSender.close();
  }
}
