package io.dbintel.ingest.runtime;

import io.dbintel.ingest.config.ConfigException;
import io.dbintel.ingest.config.IngestConfig;
import io.dbintel.ingest.logs.LogsService;
import io.dbintel.ingest.statements.PollMemory;
import io.dbintel.ingest.telemetry.IngestTelemetry;
import java.io.IOException;

/**
 * What the collectors of all targets share.
 *
 * @param catalogues of their queries
 * @param logs where positions are kept, and the receiver of pushed logs
 * @param polls memory for the polls of statements
 */
record SharedParts(Catalogues catalogues, LogsService logs, PollMemory polls)
    implements AutoCloseable {

  /**
   * @throws StartException when a catalogue is wrong or an address cannot be listened on
   */
  static SharedParts open(IngestConfig config, IngestTelemetry telemetry) {
    try {
      return new SharedParts(
          Catalogues.of(config.targets()),
          LogsService.start(config.service()),
          PollMemory.ofHeap(telemetry::pollWaited));
    } catch (ConfigException wrong) {
      throw new StartException(String.join("; ", wrong.errors()));
    } catch (IOException unusable) {
      throw new StartException(unusable.getMessage());
    }
  }

  @Override
  public void close() {
    logs.close();
  }
}
