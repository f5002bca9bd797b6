package io.dbintel.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The machine-readable outcome; field names in JSON are in snake case.
 *
 * @param durationS seconds the workload ran
 * @param deadletters records of the dead-letter topic
 * @param topics by name
 * @param capabilities of the server, as last published
 * @param peakRssMb largest resident set of this process; 0 where the system does not tell
 * @param ok everything compared and exactly right, no flagged interval, no dead letter, all jobs
 *     running
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record DemoReport(
    double durationS,
    String postgresVersion,
    Statements statements,
    Otlp otlp,
    long deadletters,
    Map<String, TopicReport> topics,
    JsonNode capabilities,
    List<Job> jobs,
    long peakRssMb,
    boolean ok) {

  /**
   * @param keys statements compared
   * @param rowsRead rows of pg_stat_statements read by the collector
   * @param intervals rows of statement-intervals
   * @param callsInPostgres since the first poll, nested statements included
   * @param callsExported the same, out of the OTLP receiver's bytes
   * @param mismatches values that differ, of statements and of exported sums, and events without
   *     their text
   * @param flagged intervals that may be less than the truth
   * @param eventsWithText events whose statement's text was published before, and that carry it
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Statements(
      int keys,
      long rowsRead,
      long intervals,
      long callsInPostgres,
      long callsExported,
      int mismatches,
      long flagged,
      int eventsWithText) {}

  /**
   * @param retries requests that were not answered with success, each sent again
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Otlp(long requests, long acceptedPoints, long rejectedPoints, long retries) {}

  /**
   * @param records on the topic
   * @param bytes of their values
   * @param deadletters made of its records
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record TopicReport(long records, long bytes, long deadletters) {}

  /** State is Flink's word. */
  record Job(String name, String state, long checkpoints) {}

  void write(Path file) {
    try {
      Path parent = file.toAbsolutePath().getParent();
      Files.createDirectories(parent);
      Files.writeString(file, json() + System.lineSeparator());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the report " + file, e);
    }
  }

  String json() throws IOException {
    return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(this);
  }
}
