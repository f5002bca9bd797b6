package io.dbintel.ingest.logs;

import io.dbintel.ingest.collect.CollectResult;
import io.dbintel.ingest.collect.CollectorRun;
import io.dbintel.ingest.config.LogsConfig;
import io.dbintel.ingest.config.Scrub;
import io.dbintel.ingest.config.Secret;
import io.dbintel.ingest.config.ServiceConfig;
import io.dbintel.ingest.config.SignalsConfig;
import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.ingest.publish.OutgoingRecord;
import io.dbintel.schemas.deadletter.InvalidRecordException;
import io.dbintel.schemas.raw.LogEntry;
import io.dbintel.schemas.raw.PlanEntry;
import io.dbintel.schemas.raw.RawRecord;
import io.dbintel.schemas.raw.RawRecordCodec;
import io.dbintel.schemas.topic.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A folder of logs with a collector on it, which can be killed and started again. */
final class TailedFolder {
  final UnreliablePublisher publisher = new UnreliablePublisher();
  final TestClock clock = new TestClock();
  final NoProfile profile = new NoProfile();
  private final Path logs;
  private final Path state;
  private final List<RawRecord<LogEntry>> events = new ArrayList<>();
  private int decoded;
  private TargetConfig target;
  private LogsCollector collector;
  private long start;

  TailedFolder(Path folder, String pattern) throws IOException {
    logs = Files.createDirectories(folder.resolve("log"));
    state = folder.resolve("state");
    LogsConfig config =
        new LogsConfigBuilder(LogsConfig.defaults().withFiles(logs.resolve(pattern).toString()))
            .prefix("%m [%p] ")
            .build();
    target =
        TargetConfig.of("orders", "127.0.0.1", 1, "postgres", "monitor", Secret.of("x"))
            .withSignals(SignalsConfig.statementsOnly().withLogs(config));
  }

  void fromBeginning() {
    LogsConfig now = target.signals().logs();
    target =
        target.withSignals(
            target.signals().withLogs(new LogsConfigBuilder(now).fromBeginning().build()));
  }

  void withoutPrefix() {
    LogsConfig now = target.signals().logs();
    target =
        target.withSignals(
            target.signals().withLogs(new LogsConfigBuilder(now).noPrefix().build()));
  }

  void scrubAtTheEdge() {
    target = target.withScrub(Scrub.EDGE);
  }

  Path path(String name) {
    return logs.resolve(name);
  }

  void append(String name, String text) {
    try {
      Files.writeString(
          path(name),
          text,
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  LogsCollector collector() {
    if (collector == null) {
      try {
        start++;
        collector =
            LogsService.start(ServiceConfig.defaults().withStateDirectory(state.toString()))
                .collector(
                    new CollectorRun("collector", start, clock), target, null, publisher, profile);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return collector;
  }

  /** A run, some seconds after the last one. */
  CollectResult collect() {
    clock.pass(Duration.ofSeconds(5));
    return collector().collect();
  }

  /** As kill -9: nothing is said or saved. */
  void crash() {
    publisher.forget();
    collector = null;
  }

  /** In good order. */
  void stop() {
    collector().close();
    collector = null;
  }

  List<RawRecord<LogEntry>> events() {
    List<OutgoingRecord> delivered = publisher.delivered();
    for (OutgoingRecord record : delivered.subList(decoded, delivered.size())) {
      if (record.topic() == Topic.RAW_LOGS) {
        events.add(decode(RawRecordCodec.LOGS, record));
      }
    }
    decoded = delivered.size();
    return List.copyOf(events);
  }

  List<RawRecord<PlanEntry>> plans() {
    List<RawRecord<PlanEntry>> plans = new ArrayList<>();
    for (OutgoingRecord record : publisher.delivered()) {
      if (record.topic() == Topic.RAW_PLANS) {
        plans.add(decode(RawRecordCodec.PLANS, record));
      }
    }
    return plans;
  }

  /** Messages of all events, in the order of their delivery. */
  List<String> messages() {
    return events().stream().map(event -> event.body().message()).toList();
  }

  private static <B> RawRecord<B> decode(RawRecordCodec<B> codec, OutgoingRecord record) {
    try {
      return codec.decode(record.value());
    } catch (InvalidRecordException e) {
      throw new AssertionError(e);
    }
  }
}
