package io.dbintel.jobs.export.sink;

import io.dbintel.jobs.export.encode.OtlpEntry;
import io.dbintel.jobs.export.http.Backoff;
import io.dbintel.jobs.export.http.Endpoint;
import io.dbintel.schemas.deadletter.DeadLetter;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** A real writer on a mailbox that the test runs. */
final class WriterHarness implements AutoCloseable {
  final List<DeadLetter> stored = Collections.synchronizedList(new ArrayList<>());
  final FakeMailbox mailbox = new FakeMailbox();
  final FakeWriterContext context = new FakeWriterContext(mailbox);
  final OtlpSinkWriter writer;

  WriterHarness(SinkOptions options) {
    this(options, List.of());
  }

  WriterHarness(SinkOptions options, List<OtlpWriterState> restored) {
    this(options, restored, () -> CompletableFuture.completedFuture(null));
  }

  WriterHarness(
      SinkOptions options,
      List<OtlpWriterState> restored,
      Supplier<CompletableFuture<Void>> deadLetterAck) {
    writer = new OtlpSinkWriter(options, () -> sender(deadLetterAck), context, restored);
  }

  static SinkOptions options(URI url) {
    return new SinkOptions(
        new Endpoint(url, List.of(), Duration.ofSeconds(5)),
        2,
        1 << 20,
        100_000,
        Duration.ofMillis(5),
        new Backoff(Duration.ofMillis(4), Duration.ofMillis(20)));
  }

  static SinkOptions withTimeout(SinkOptions options, Duration timeout) {
    return new SinkOptions(
        new Endpoint(options.endpoint().base(), options.endpoint().headers(), timeout),
        options.lanes(),
        options.bufferBytes(),
        options.maxRequestBytes(),
        options.linger(),
        options.backoff());
  }

  static SinkOptions withSizes(SinkOptions options, long bufferBytes, int maxRequestBytes) {
    return new SinkOptions(
        options.endpoint(),
        options.lanes(),
        bufferBytes,
        maxRequestBytes,
        options.linger(),
        options.backoff());
  }

  WriterHarness write(OtlpEntry... entries) throws InterruptedException {
    for (OtlpEntry entry : entries) {
      writer.write(entry, null);
    }
    return this;
  }

  void runUntil(BooleanSupplier condition) throws InterruptedException {
    mailbox.runUntil(condition);
  }

  void runUntilDelivered() throws InterruptedException {
    mailbox.runUntil(() -> writer.bufferedBytes() == 0);
  }

  /** Through the serializer, as a checkpoint would keep it. */
  List<OtlpWriterState> snapshot() throws IOException {
    OtlpWriterStateSerializer serializer = new OtlpWriterStateSerializer();
    List<OtlpWriterState> copies = new ArrayList<>();
    for (OtlpWriterState state : writer.snapshotState(1)) {
      copies.add(serializer.deserialize(1, serializer.serialize(state)));
    }
    return copies;
  }

  long count(String counter) {
    return context.metrics.count(counter);
  }

  private DeadLetterSender sender(Supplier<CompletableFuture<Void>> ack) {
    return new DeadLetterSender() {
      @Override
      public CompletableFuture<Void> send(DeadLetter letter) {
        stored.add(letter);
        return ack.get();
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public void close() {
    writer.close();
  }
}
