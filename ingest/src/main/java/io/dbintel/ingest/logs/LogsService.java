package io.dbintel.ingest.logs;

import io.dbintel.ingest.capabilities.TargetProfile;
import io.dbintel.ingest.collect.CollectorRun;
import io.dbintel.ingest.config.LogsConfig;
import io.dbintel.ingest.config.ServiceConfig;
import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.ingest.logs.source.FilesSource;
import io.dbintel.ingest.logs.source.LogSource;
import io.dbintel.ingest.logs.source.OtlpInbox;
import io.dbintel.ingest.logs.source.OtlpLogsReceiver;
import io.dbintel.ingest.logs.source.PositionStore;
import io.dbintel.ingest.logs.source.SqlLogFiles;
import io.dbintel.ingest.logs.source.StdinSource;
import io.dbintel.ingest.postgres.Watchdog;
import io.dbintel.ingest.publish.RecordPublisher;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the log collectors of all targets share: the folder of positions, and the receiver. */
public final class LogsService implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LogsService.class);

  private final Optional<Path> state;
  private final Optional<OtlpLogsReceiver> receiver;
  private boolean warned;

  private LogsService(Optional<Path> state, Optional<OtlpLogsReceiver> receiver) {
    this.state = state;
    this.receiver = receiver;
  }

  /**
   * Opens the receiver of pushed logs when an address is configured.
   *
   * @throws IOException naming the option and the address when it cannot listen there
   */
  public static LogsService start(ServiceConfig service) throws IOException {
    Optional<OtlpLogsReceiver> receiver =
        service.otlpLogsAddress().isEmpty()
            ? Optional.empty()
            : Optional.of(
                OtlpLogsReceiver.start(service.otlpLogsAddress().get(), service.otlpLogsToken()));
    return new LogsService(service.stateDirectory().map(Path::of), receiver);
  }

  /**
   * The collector of one target, whose {@code logs.source} is not none.
   *
   * @throws IllegalArgumentException when the source is none, or otlp and there is no receiver
   */
  public LogsCollector collector(
      CollectorRun run,
      TargetConfig target,
      Watchdog watchdog,
      RecordPublisher publisher,
      TargetProfile profile) {
    return collector(run, target, watchdog, publisher, profile, () -> true);
  }

  /**
   * The same.
   *
   * @param mayRun whether what is pushed may be published now; while not, its sender is told to
   *     come again
   */
  public synchronized LogsCollector collector(
      CollectorRun run,
      TargetConfig target,
      Watchdog watchdog,
      RecordPublisher publisher,
      TargetProfile profile,
      BooleanSupplier mayRun) {
    LogsConfig config = target.signals().logs();
    PositionStore positions = positions("positions", target);
    RememberedSettings remembered = new RememberedSettings(positions("settings", target));
    switch (config.source()) {
      case FILE -> {
        return collector(
            run,
            target,
            publisher,
            profile,
            FilesSource.local(
                config.paths(), config.format(), config.fromBeginning(), positions, run.clock()),
            remembered);
      }
      case SQL -> {
        return collector(
            run,
            target,
            publisher,
            profile,
            SqlLogFiles.source(target, watchdog, positions, run.clock()),
            remembered);
      }
      case STDIN -> {
        return collector(
            run,
            target,
            publisher,
            profile,
            StdinSource.start(System.in, config.format(), run.start()),
            remembered);
      }
      case OTLP -> {
        return pushed(run, target, publisher, profile, remembered, mayRun);
      }
      case NONE -> throw wrong(target, "none", "there is no log to collect");
    }
    throw new IllegalStateException("Unknown source " + config.source());
  }

  /** The receiver of pushed logs; empty when no address is configured. */
  public Optional<OtlpLogsReceiver> receiver() {
    return receiver;
  }

  @Override
  public void close() {
    receiver.ifPresent(OtlpLogsReceiver::close);
  }

  private LogsCollector pushed(
      CollectorRun run,
      TargetConfig target,
      RecordPublisher publisher,
      TargetProfile profile,
      RememberedSettings remembered,
      BooleanSupplier mayRun) {
    OtlpLogsReceiver to =
        receiver.orElseThrow(() -> wrong(target, "otlp", "otlp_logs_address must be set"));
    OtlpInbox inbox = new OtlpInbox(target.signals().logs().format(), run.start());
    LogsCollector collector = collector(run, target, publisher, profile, inbox, remembered);
    inbox.onArrival(
        () -> {
          if (mayRun.getAsBoolean()) {
            collector.pumpNow();
          }
        });
    to.route(target.instance(), inbox);
    return collector;
  }

  private static LogsCollector collector(
      CollectorRun run,
      TargetConfig target,
      RecordPublisher publisher,
      TargetProfile profile,
      LogSource source,
      RememberedSettings remembered) {
    return new LogsCollector(run, target, publisher, profile, source, remembered);
  }

  private PositionStore positions(String folder, TargetConfig target) {
    if (state.isPresent()) {
      return PositionStore.in(state.get().resolve(folder), target.instance());
    }
    if (!warned) {
      warned = true;
      LOG.warn(
          "state_directory is not set: after a restart logs are read from where"
              + " logs.from_beginning says, and not from where reading ended");
    }
    return PositionStore.inMemory();
  }

  private static IllegalArgumentException wrong(TargetConfig target, String source, String rule) {
    return new IllegalArgumentException(
        "logs.source " + source + " of target " + target.instance() + ": " + rule);
  }
}
