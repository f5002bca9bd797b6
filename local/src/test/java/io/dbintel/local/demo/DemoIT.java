package io.dbintel.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dbintel.ingest.publish.RecordPublisher;
import io.dbintel.local.Await;
import io.dbintel.local.otlp.Reply;
import io.dbintel.local.otlp.Responder;
import io.dbintel.local.otlp.Signal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole stack, sound and with one record lost on its way. */
class DemoIT {
  private static final int MAJOR = 17;
  private static final int TOP = 50;

  /** Enough to need several chunks a poll. */
  private static final int MANY_STATEMENTS = 500;

  /** The collector's own schedule stays out of a test that says when to poll. */
  private static final Duration NEVER = Duration.ofHours(2);

  private static final Duration COMES = Duration.ofSeconds(60);
  private static final Duration LOST = Duration.ofSeconds(4);

  @Test
  void aSoundRunProvesItselfAndLeavesNothingBehind(@TempDir Path folder) throws Exception {
    StringWriter text = new StringWriter();
    Path file = folder.resolve("report.json");
    DemoOptions options =
        new DemoOptions(
            Optional.of(Duration.ofSeconds(9)),
            Optional.of(file),
            MAJOR,
            TOP,
            Duration.ofSeconds(2));

    Optional<DemoReport> report =
        new Demo(options, Seams.none(), new PrintWriter(text), Optional.empty()).run();

    assertThat(report.map(DemoReport::ok)).as(text.toString()).contains(true);
    JsonNode json = new ObjectMapper().readTree(file.toFile());
    assertThat(json.path("ok").asBoolean()).isTrue();
    assertThat(json.path("postgres_version").asText()).startsWith(MAJOR + ".");
    JsonNode statements = json.path("statements");
    assertThat(statements.path("keys").asInt()).isGreaterThan(100);
    assertThat(statements.path("calls_in_postgres").asLong()).isPositive();
    assertThat(statements.path("calls_exported").asLong())
        .isEqualTo(statements.path("calls_in_postgres").asLong());
    assertThat(statements.path("mismatches").asInt(-1)).isZero();
    assertThat(statements.path("flagged").asInt(-1)).isZero();
    assertThat(statements.path("events_with_text").asInt()).isGreaterThan(20);
    assertThat(json.path("otlp").path("accepted_points").asLong()).isPositive();
    assertThat(json.path("jobs")).hasSize(2);
    assertThat(json.path("jobs").path(0).path("checkpoints").asLong()).isPositive();
    assertThat(text.toString()).contains("OK: every number that left is PostgreSQL's own.");
    assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void oneLostChunkOfTheLastPollIsSeen() throws Exception {
    AtomicInteger chunksToDrop = new AtomicInteger();
    Verdict verdict =
        verdictAfter(
            publisher -> new DroppingPublisher(publisher, chunksToDrop),
            Responder.ACCEPT,
            () -> chunksToDrop.set(1));

    assertThat(chunksToDrop).hasValue(0);
    assertThat(verdict.ok()).isFalse();
    assertThat(verdict.statementMismatches()).isNotEmpty();
    assertThat(verdict.statementMismatches().stream().map(Mismatch::subject).distinct().count())
        .as("statements of one chunk, not of all")
        .isLessThan(verdict.keys());
  }

  @Test
  void oneLostExportRequestIsSeen() throws Exception {
    AtomicInteger requestsToLose = new AtomicInteger();
    Responder losing =
        (number, signal, body) ->
            signal == Signal.METRICS
                    && requestsToLose.getAndUpdate(left -> Math.max(0, left - 1)) > 0
                ? Reply.discard()
                : Reply.accept();
    Verdict verdict = verdictAfter(UnaryOperator.identity(), losing, () -> requestsToLose.set(1));

    assertThat(requestsToLose).hasValue(0);
    assertThat(verdict.ok()).isFalse();
    assertThat(verdict.statementMismatches()).isEmpty();
    assertThat(verdict.exportMismatches()).isNotEmpty();
  }

  /** A sound poll first, and the fault with the last one. */
  private static Verdict verdictAfter(
      UnaryOperator<RecordPublisher> publisher, Responder responder, Runnable fault)
      throws Exception {
    DemoOptions options = new DemoOptions(Optional.empty(), Optional.empty(), MAJOR, TOP, NEVER);
    List<String> said = new ArrayList<>();
    try (Closers closers = new Closers()) {
      Stack stack = Stack.start(options, new Seams(publisher, responder, LOST), closers, said::add);
      runManyStatements(stack);
      stack.ingest().pollNow(Stack.INSTANCE);
      Await.orFail(
          COMES,
          () ->
              stack.follower().rawPolls().records() > 1
                  && stack.exported().arrived(stack.follower().rawPolls().lastTime()),
          () -> "the sound poll has not come through");
      runManyStatements(stack);
      fault.run();
      return new Finish(stack, LOST, said::add).verdict();
    }
  }

  /** Statements that differ in their number of columns are different statements. */
  private static void runManyStatements(Stack stack) throws Exception {
    try (Connection connection = stack.database().server().connect("shop");
        Statement statement = connection.createStatement()) {
      for (int columns = 1; columns <= MANY_STATEMENTS; columns++) {
        statement.execute("SELECT 1" + ", 1".repeat(columns));
      }
    }
  }
}
