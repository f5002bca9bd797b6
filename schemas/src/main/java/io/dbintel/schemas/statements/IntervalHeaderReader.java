package io.dbintel.schemas.statements;

import static io.dbintel.schemas.json.JsonInput.expectObject;
import static io.dbintel.schemas.json.JsonInput.intValue;
import static io.dbintel.schemas.json.JsonInput.invalid;
import static io.dbintel.schemas.json.JsonInput.longOrNull;
import static io.dbintel.schemas.json.JsonInput.longValue;
import static io.dbintel.schemas.json.JsonInput.missing;
import static io.dbintel.schemas.json.JsonInput.namesByOid;
import static io.dbintel.schemas.json.JsonInput.schemaVersion;
import static io.dbintel.schemas.json.JsonInput.stringValue;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.dbintel.schemas.deadletter.InvalidRecordException;
import io.dbintel.schemas.envelope.EnvelopeReader;
import io.dbintel.schemas.envelope.Epoch;
import io.dbintel.schemas.envelope.Sequence;
import io.dbintel.schemas.envelope.Server;
import java.io.IOException;
import java.util.Map;

/** Collects the header of an interval record while it is streamed. One reader per record. */
final class IntervalHeaderReader {
  private int version;
  private String id;
  private String instance;
  private String collector;
  private Long collectedAt;
  private Long intervalEnd;
  private Server server;
  private Epoch epoch;
  private Sequence poll;
  private Integer bucket;
  private Integer buckets;
  private Long evictions;
  private Integer vanished;
  private Map<Long, String> databases;
  private Map<Long, String> roles;

  /**
   * Takes the current value if the field belongs to the header.
   *
   * @return false when it does not; the parser has then not moved
   */
  boolean accept(String field, JsonParser in) throws IOException, InvalidRecordException {
    switch (field) {
      case "schema_version" -> version = schemaVersion(in);
      case "id" -> id = stringValue(in, field);
      case "instance" -> instance = stringValue(in, field);
      case "collector" -> collector = stringValue(in, field);
      case "collected_at" -> collectedAt = longValue(in, field);
      case "interval_end" -> intervalEnd = longValue(in, field);
      case "server" -> server = EnvelopeReader.readServer(in);
      case "epoch" -> epoch = EnvelopeReader.readEpoch(in);
      case "poll" -> readPoll(in);
      case "evictions" -> evictions = longOrNull(in, field);
      case "vanished" -> vanished = intValue(in, field);
      case "databases" -> databases = namesByOid(in, field);
      case "roles" -> roles = namesByOid(in, field);
      default -> {
        return false;
      }
    }
    return true;
  }

  IntervalHeader finish() throws InvalidRecordException {
    if (version == 0) {
      throw missing("schema_version");
    }
    if (require(vanished, "vanished") < 0 || (evictions != null && evictions < 0)) {
      throw invalid("vanished and evictions", "must be 0 or more");
    }
    return new IntervalHeader(
        require(id, "id"),
        require(instance, "instance"),
        require(collector, "collector"),
        require(collectedAt, "collected_at"),
        require(intervalEnd, "interval_end"),
        require(server, "server"),
        require(epoch, "epoch"),
        require(poll, "poll"),
        bucket,
        buckets,
        evictions,
        vanished,
        require(databases, "databases"),
        require(roles, "roles"));
  }

  private void readPoll(JsonParser in) throws IOException, InvalidRecordException {
    expectObject(in, "poll");
    Long start = null;
    Long number = null;
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String field = in.currentName();
      in.nextToken();
      switch (field) {
        case "collector_start" -> start = longValue(in, "poll.collector_start");
        case "number" -> number = longValue(in, "poll.number");
        case "bucket" -> bucket = intValue(in, "poll.bucket");
        case "buckets" -> buckets = intValue(in, "poll.buckets");
        default -> in.skipChildren();
      }
    }
    poll = new Sequence(require(start, "poll.collector_start"), require(number, "poll.number"));
    require(bucket, "poll.bucket");
    if (!RowKeys.validBuckets(require(buckets, "poll.buckets"))) {
      throw invalid("poll.buckets", "must be a power of two from 1 to 65536");
    }
    if (bucket < 0 || bucket >= buckets) {
      throw invalid("poll.bucket", "must be 0 or more and less than poll.buckets");
    }
  }

  private static <T> T require(T value, String field) throws InvalidRecordException {
    if (value == null) {
      throw missing(field);
    }
    return value;
  }
}
