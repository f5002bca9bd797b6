package io.dbintel.jobs.export.sink;

import static io.dbintel.jobs.export.sink.WriterHarness.options;
import static io.dbintel.jobs.export.sink.WriterHarness.withSizes;
import static io.dbintel.jobs.export.sink.WriterHarness.withTimeout;
import static io.dbintel.jobs.export.testing.Batches.entry;
import static io.dbintel.jobs.export.testing.Batches.eventEntry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbintel.jobs.export.encode.OtlpEntry;
import io.dbintel.jobs.export.http.Endpoint;
import io.dbintel.jobs.export.http.Header;
import io.dbintel.jobs.export.testing.Item;
import io.dbintel.jobs.export.testing.Reply;
import io.dbintel.jobs.export.testing.Request;
import io.dbintel.jobs.export.testing.ScriptedEndpoint;
import io.dbintel.schemas.deadletter.DeadLetter;
import io.dbintel.schemas.deadletter.Reason;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtlpSinkWriterTest {
  private ScriptedEndpoint endpoint;

  @BeforeEach
  void start() throws Exception {
    endpoint = new ScriptedEndpoint();
  }

  @AfterEach
  void stop() {
    endpoint.close();
  }

  @Test
  void deliversEveryItemOnceAndInOrder() throws Exception {
    try (WriterHarness sink = new WriterHarness(options(endpoint.url()))) {
      for (int step = 1; step <= 50; step++) {
        for (String instance : List.of("a", "b", "c", "d")) {
          sink.write(entry(instance, step, "shop", "crm"), eventEntry(instance, step, 2));
        }
      }
      sink.runUntilDelivered();

      assertThat(endpoint.accepted()).hasSize(50 * 4 * (4 + 2)).doesNotHaveDuplicates();
      assertInOrder();
      assertThat(endpoint.mostInFlightPerInstance()).isLessThanOrEqualTo(2); // one per signal
      assertThat(sink.count("otlp.points.accepted")).isEqualTo(50 * 4 * 6);
      assertThat(sink.count("otlp.requests")).isEqualTo(endpoint.requests().size());
      assertThat(sink.context.metrics.gauge("otlp.inflight")).isEqualTo(0);
      assertThat(sink.context.metrics.gauge("otlp.buffer.bytes")).isEqualTo(0L);
    }
  }

  static Stream<Arguments> temporaryFailures() {
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(1));
    return Stream.of(
        Arguments.of("429", Reply.status(429)),
        Arguments.of("429 with seconds", Reply.retryAfter(429, "1")),
        Arguments.of("503 with a date", Reply.retryAfter(503, date)),
        Arguments.of("502", Reply.status(502)),
        Arguments.of("503", Reply.status(503)),
        Arguments.of("504", Reply.status(504)),
        Arguments.of("connection closed", Reply.close()),
        Arguments.of("no answer", Reply.hang()),
        Arguments.of("no body", Reply.hangInBody()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("temporaryFailures")
  void sendsTheSameAgainUntilItIsTaken(String name, Reply failure) throws Exception {
    failFirst(2, failure);
    SinkOptions options = withTimeout(options(endpoint.url()), Duration.ofSeconds(1));
    try (WriterHarness sink = new WriterHarness(options)) {
      for (int step = 1; step <= 20; step++) {
        sink.write(entry("a", step, "shop"));
      }
      sink.runUntilDelivered();

      List<Item> distinct = endpoint.accepted().stream().distinct().toList();
      assertThat(distinct).hasSize(40);
      assertInOrder();
      assertThat(endpoint.requests().get(1).items()).isEqualTo(endpoint.requests().get(0).items());
      assertThat(sink.count("otlp.retries")).isEqualTo(2);
      assertThat(sink.count("otlp.points.accepted")).isEqualTo(40);
      assertThat(endpoint.mostInFlightPerInstance()).isEqualTo(1);
    }
  }

  @Test
  void waitsAtLeastAsLongAsAsked() throws Exception {
    failFirst(1, Reply.retryAfter(429, "1"));
    try (WriterHarness sink = new WriterHarness(options(endpoint.url()))) {
      long started = System.nanoTime();
      sink.write(entry("a", 1, "shop")).runUntilDelivered();

      assertThat(Duration.ofNanos(System.nanoTime() - started))
          .isGreaterThan(Duration.ofSeconds(1));
    }
  }

  @Test
  void countsWhatIsPartiallyRejectedAndNeverSendsItAgain() throws Exception {
    endpoint.script(request -> Reply.ok(rejecting(3)));
    try (WriterHarness sink = new WriterHarness(options(endpoint.url()))) {
      sink.write(entry("a", 1, "shop", "crm")).runUntilDelivered();

      assertThat(endpoint.requests()).hasSize(1);
      assertThat(sink.count("otlp.points.rejected")).isEqualTo(3);
      assertThat(sink.count("otlp.points.accepted")).isEqualTo(1);
      assertThat(sink.stored).isEmpty();
    }
  }

  @Test
  void halvesWhatIsTooLargeDownToSingleItemsAndKeepsTheOrder() throws Exception {
    endpoint.script(request -> request.items().size() > 3 ? Reply.status(413) : Reply.ok());
    try (WriterHarness sink = new WriterHarness(options(endpoint.url()))) {
      for (int step = 1; step <= 10; step++) {
        sink.write(entry("a", step, "d1", "d2", "d3", "d4", "d5"), eventEntry("a", step, 9));
      }
      sink.runUntilDelivered();

      assertThat(endpoint.accepted()).hasSize(10 * (10 + 9)).doesNotHaveDuplicates();
      assertInOrder();
      assertThat(sink.stored).isEmpty();
    }
  }

  @ParameterizedTest(name = "HTTP {0}")
  @ValueSource(ints = {400, 408, 413, 422, 500})
  void deadLettersTheCulpritAlone(int status) throws Exception {
    endpoint.script(request -> request.holds("poison") ? Reply.status(status) : Reply.ok());
    try (WriterHarness sink = new WriterHarness(options(endpoint.url()))) {
      for (int step = 1; step <= 9; step++) {
        String second = step == 5 ? "poison" : "crm";
        sink.write(entry("a", step, "shop", second, "erp"));
      }
      sink.runUntilDelivered();

      assertThat(endpoint.accepted()).hasSize(9 * 6 - 2).doesNotHaveDuplicates();
      assertInOrder();
      assertThat(sink.stored)
          .extracting(DeadLetter::id)
          .containsExactly("dbintel.metrics:3:5:1", "dbintel.metrics:3:5:4");
      assertThat(sink.stored.get(0).reason()).isEqualTo(Reason.DESTINATION_REJECTED);
      assertThat(sink.stored.get(0).message())
          .isEqualTo("data point 1 (postgresql.query.calls): HTTP " + status);
      assertThat(sink.count("otlp.deadletters")).isEqualTo(2);
    }
  }

  @Test
  void aRecordOfManyCulpritsIsNotTakenApartForEver() throws Exception {
    endpoint.script(request -> request.holds("poison") ? Reply.status(400) : Reply.ok());
    String[] poison = IntStream.range(0, 500).mapToObj(i -> "poison" + i).toArray(String[]::new);
    try (WriterHarness sink = new WriterHarness(options(endpoint.url()))) {
      sink.write(entry("a", 1, poison), entry("a", 2, "shop")).runUntilDelivered();

      assertThat(endpoint.accepted()).hasSize(2);
      assertThat(endpoint.requests()).hasSizeLessThan(80);
      assertThat(sink.stored).hasSizeBetween(17, 40);
      assertThat(sink.stored.get(sink.stored.size() - 1).id()).endsWith("-999");
    }
  }

  @ParameterizedTest(name = "HTTP {0}")
  @ValueSource(ints = {401, 403, 404, 301})
  void failsForGoodWhenNothingWasEverAccepted(int status) throws Exception {
    endpoint.script(request -> Reply.status(status));
    try (WriterHarness sink = new WriterHarness(options(endpoint.url()))) {
      sink.write(entry("a", 1, "shop"));

      assertThatThrownBy(sink::runUntilDelivered)
          .isInstanceOf(SuppressRestartsException.class)
          .cause()
          .hasMessageContaining(endpoint.url() + "/v1/metrics")
          .hasMessageContaining("HTTP " + status)
          .hasMessageContaining("--endpoint")
          .hasMessageContaining("--header");
    }
  }

  @ParameterizedTest(name = "HTTP {0}")
  @ValueSource(ints = {401, 403, 404})
  void holdsWhenItWorkedBefore(int status) throws Exception {
    try (WriterHarness sink = new WriterHarness(options(endpoint.url()))) {
      sink.write(entry("a", 1, "shop")).runUntilDelivered();
      failFirst(3, Reply.status(status));
      sink.write(entry("a", 2, "shop")).runUntilDelivered();

      assertThat(endpoint.accepted()).hasSize(4);
      assertThat(sink.count("otlp.retries")).isEqualTo(3);
    }
  }

  @Test
  void remembersAcrossARestoreThatItWorked() throws Exception {
    List<OtlpWriterState> state;
    try (WriterHarness sink = new WriterHarness(options(endpoint.url()))) {
      sink.write(entry("a", 1, "shop")).runUntilDelivered();
      state = sink.snapshot();
    }
    failFirst(1, Reply.status(401));
    try (WriterHarness sink = new WriterHarness(options(endpoint.url()), state)) {
      sink.write(entry("a", 2, "shop")).runUntilDelivered();

      assertThat(endpoint.accepted()).hasSize(4);
    }
  }

  @Test
  void oneSignalDoesNotSpeakForTheOther() throws Exception {
    endpoint.script(r -> r.path().equals("/v1/logs") ? Reply.status(404) : Reply.ok());
    try (WriterHarness sink = new WriterHarness(options(endpoint.url()))) {
      sink.write(entry("a", 1, "shop")).runUntilDelivered();
      sink.write(eventEntry("a", 1, 1));

      assertThatThrownBy(sink::runUntilDelivered)
          .hasRootCauseMessage(
              endpoint.url()
                  + "/v1/logs answered HTTP 404 and has never accepted anything: check --endpoint"
                  + " (a base URL, /v1/logs is added), --header (the key) and --signals");
    }
  }

  @Test
  void aSecretThatCannotBeFoundFailsForGoodAtTheStart() {
    Header secret = Header.parse("api-key=${env:DBINTEL_TEST_NO_SUCH_VARIABLE}");
    Endpoint target = new Endpoint(endpoint.url(), List.of(secret), Duration.ofSeconds(1));
    OtlpSink sink = new OtlpSink(SinkOptions.defaults(target), () -> null);

    assertThatThrownBy(() -> sink.createWriter(new FakeWriterContext(new FakeMailbox())))
        .isInstanceOf(SuppressRestartsException.class)
        .hasRootCauseMessage(
            "Invalid value for --header api-key: environment variable"
                + " DBINTEL_TEST_NO_SUCH_VARIABLE is not set on this machine");
  }

  @Test
  void aSnapshotInAnOutageDoesNotWaitAndLosesNothing() throws Exception {
    endpoint.script(request -> Reply.hang());
    List<OtlpWriterState> state;
    try (WriterHarness sink = new WriterHarness(options(endpoint.url()))) {
      for (int step = 1; step <= 30; step++) {
        sink.write(entry("a", step, "shop"), entry("b", step, "shop"), eventEntry("a", step, 1));
      }
      sink.runUntil(() -> !endpoint.requests().isEmpty());
      long started = System.nanoTime();
      sink.writer.flush(false);
      state = sink.snapshot();
      assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(1));
    }
    endpoint.script(request -> Reply.ok());
    try (WriterHarness sink = new WriterHarness(options(endpoint.url()), state)) {
      sink.write(entry("a", 31, "shop")).runUntilDelivered();

      assertThat(endpoint.accepted()).hasSize(30 * 5 + 2).doesNotHaveDuplicates();
      assertInOrder();
    }
  }

  @Test
  void aFullBufferBlocksTheTaskUntilThereIsRoom() throws Exception {
    OtlpEntry one = entry("a", 1, "shop");
    long room = 10L * one.bodyBytes();
    SinkOptions options = withSizes(options(endpoint.url()), room, one.bodyBytes() * 2);
    failFirst(5, Reply.status(503));
    try (WriterHarness sink = new WriterHarness(options)) {
      long most = 0;
      for (int step = 1; step <= 100; step++) {
        sink.write(entry("a", step, "shop"));
        most = Math.max(most, sink.writer.bufferedBytes());
      }
      sink.runUntilDelivered();

      assertThat(most).isLessThanOrEqualTo(room).isGreaterThan(room / 2);
      assertThat(endpoint.accepted()).hasSize(200).doesNotHaveDuplicates();
      assertInOrder();
    }
  }

  @Test
  void requestsStayBelowTheirLimitEvenIfARecordIsLarger() throws Exception {
    String[] databases = IntStream.range(0, 300).mapToObj(i -> "db" + i).toArray(String[]::new);
    SinkOptions options = withSizes(options(endpoint.url()), 1 << 20, 10_000);
    try (WriterHarness sink = new WriterHarness(options)) {
      sink.write(entry("a", 1, databases), entry("a", 2, databases)).runUntilDelivered();

      assertThat(endpoint.accepted()).hasSize(1200).doesNotHaveDuplicates();
      assertThat(endpoint.requests()).allMatch(request -> request.bytes() <= 10_000);
      assertInOrder();
    }
  }

  @Test
  void endOfInputDeliversEverythingThroughAnOutage() throws Exception {
    failFirst(4, Reply.status(503));
    try (WriterHarness sink = new WriterHarness(options(endpoint.url()))) {
      sink.write(entry("a", 1, "shop"), entry("b", 1, "shop"), eventEntry("b", 1, 3));
      sink.writer.flush(true);

      assertThat(endpoint.accepted()).hasSize(7);
    }
  }

  @Test
  void deadLettersNotYetStoredSurviveAndAreTriedAgain() throws Exception {
    endpoint.script(request -> Reply.status(400));
    List<OtlpWriterState> state;
    CompletableFuture<Void> never = new CompletableFuture<>();
    try (WriterHarness sink = new WriterHarness(options(endpoint.url()), List.of(), () -> never)) {
      sink.write(eventEntry("a", 1, 1));
      sink.runUntil(() -> sink.stored.size() == 1);
      state = sink.snapshot();
      assertThat(sink.writer.bufferedBytes()).isPositive();
    }
    AtomicInteger attempts = new AtomicInteger();
    try (WriterHarness sink =
        new WriterHarness(
            options(endpoint.url()),
            state,
            () ->
                attempts.incrementAndGet() < 3
                    ? CompletableFuture.failedFuture(new IllegalStateException("broker is away"))
                    : CompletableFuture.completedFuture(null))) {
      sink.runUntilDelivered();

      assertThat(attempts).hasValue(3);
      assertThat(sink.stored).extracting(DeadLetter::id).containsOnly("dbintel.events:3:1:0");
    }
  }

  private void failFirst(int times, Reply failure) {
    AtomicInteger seen = new AtomicInteger();
    Function<Request, Reply> script =
        request -> seen.incrementAndGet() <= times ? failure : Reply.ok();
    endpoint.script(script);
  }

  private static byte[] rejecting(long points) {
    return ExportMetricsServiceResponse.newBuilder()
        .setPartialSuccess(
            ExportMetricsPartialSuccess.newBuilder()
                .setRejectedDataPoints(points)
                .setErrorMessage("too old"))
        .build()
        .toByteArray();
  }

  private void assertInOrder() {
    Map<String, List<Long>> times = new HashMap<>();
    for (Item item : endpoint.accepted()) {
      // Ids of events differ, so an instance's events are one series here.
      String series = item.value() == 0 ? item.instance() + " events" : item.series();
      times.computeIfAbsent(series, key -> new ArrayList<>()).add(item.timeNanos());
    }
    assertThat(times).allSatisfy((series, arrived) -> assertThat(arrived).isSorted());
  }
}
