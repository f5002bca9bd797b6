package io.dbintel.ingest;

import io.dbintel.ingest.config.ConfigException;
import io.dbintel.ingest.config.IngestConfig;
import io.dbintel.ingest.config.ServiceConfig;
import io.dbintel.ingest.health.HealthServer;
import io.dbintel.ingest.publish.KafkaPublisher;
import io.dbintel.ingest.publish.PublishException;
import io.dbintel.ingest.publish.RecordPublisher;
import io.dbintel.ingest.publish.spool.SpoolingPublisher;
import io.dbintel.ingest.runtime.FleetOptions;
import io.dbintel.ingest.runtime.IngestCounters;
import io.dbintel.ingest.runtime.IngestService;
import io.dbintel.ingest.telemetry.IngestTelemetry;
import io.dbintel.ingest.telemetry.OtlpTelemetry;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All parts of a collector that runs, closed in the reverse order of their start. */
final class Running implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Running.class);

  /** Signals of a target, for the bound on series: those that exist, with room for more. */
  private static final int MOST_FEATURES = 8;

  private final Deque<Part> parts = new ArrayDeque<>();
  private IngestService service;

  /** A part that can be closed. */
  @FunctionalInterface
  private interface Part {
    void close();
  }

  private Running() {}

  /**
   * Starts everything, or nothing.
   *
   * @throws ConfigException when an address or a folder of the configuration cannot be used
   * @throws PublishException when Kafka cannot be used, and there is no spool
   */
  static Running start(IngestConfig config) throws ConfigException, PublishException {
    Running running = new Running();
    boolean started = false;
    try {
      running.startAll(config);
      started = true;
      return running;
    } finally {
      if (!started) {
        running.close();
      }
    }
  }

  void sayStop() {
    IngestCounters counters = service.counters();
    LOG.info("Stopping: {} polls of statements, {} rows", counters.polls(), counters.rowsRead());
  }

  @Override
  public void close() {
    while (!parts.isEmpty()) {
      parts.pop().close();
    }
  }

  private void startAll(IngestConfig config) throws ConfigException, PublishException {
    ServiceConfig settings = config.service();
    if (settings.stateDirectory().isPresent()) {
      parts.push(StateDirectory.open(settings.stateDirectory().get())::close);
    }
    int series = config.targets().size() * MOST_FEATURES;
    IngestTelemetry telemetry = OtlpTelemetry.open(settings, config.collectorId(), series);
    parts.push(telemetry::close);
    RecordPublisher publisher = publisher(config);
    parts.push(publisher::close);
    service =
        IngestService.start(config, publisher, FleetOptions.defaults().withTelemetry(telemetry));
    parts.push(service::close);
    if (settings.healthAddress().isPresent()) {
      parts.push(
          HealthServer.start(settings.healthAddress().get(), publisher::status, service::targets)
              ::close);
    }
    LOG.info(
        "Collecting {} signals of {} targets; Ctrl-C stops",
        service.features(),
        service.instances().size());
  }

  private static RecordPublisher publisher(IngestConfig config) throws PublishException {
    ServiceConfig settings = config.service();
    if (settings.stateDirectory().isEmpty()) {
      return KafkaPublisher.open(config.kafka());
    }
    Path spool = Path.of(settings.stateDirectory().get()).resolve("spool");
    return SpoolingPublisher.open(config.kafka(), spool, settings.spoolBytes());
  }
}
