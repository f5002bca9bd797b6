package io.dbintel.schemas.envelope;

import static io.dbintel.schemas.json.JsonInput.expectObject;
import static io.dbintel.schemas.json.JsonInput.intValue;
import static io.dbintel.schemas.json.JsonInput.invalid;
import static io.dbintel.schemas.json.JsonInput.isNull;
import static io.dbintel.schemas.json.JsonInput.labelValue;
import static io.dbintel.schemas.json.JsonInput.longOrNull;
import static io.dbintel.schemas.json.JsonInput.longValue;
import static io.dbintel.schemas.json.JsonInput.missing;
import static io.dbintel.schemas.json.JsonInput.namesByOid;
import static io.dbintel.schemas.json.JsonInput.schemaVersion;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.dbintel.schemas.deadletter.InvalidRecordException;
import java.io.IOException;
import java.util.Map;

/** Collects the envelope's fields while a record is streamed. One reader per record. */
public final class EnvelopeReader {
  private static final int MAX_INSTANCE_CHARS = 255;
  private static final long YEAR_2100_MICROS = 4_102_444_800_000_000L;

  private int version;
  private String id;
  private String instance;
  private String collector;
  private Long collectedAt;
  private Long serverTimeBefore;
  private Long serverTimeAfter;
  private Outcome outcome;
  private String reason;
  private Server server;
  private Epoch epoch;
  private Map<Long, String> databases = Map.of();
  private Map<Long, String> roles = Map.of();
  private String scrubVersion;
  private Sequence sequence;

  /**
   * Takes the current value if the field belongs to the envelope.
   *
   * @return false when the field is not one of the envelope; the parser has then not moved
   */
  public boolean accept(String field, JsonParser in) throws IOException, InvalidRecordException {
    switch (field) {
      case "schema_version" -> version = schemaVersion(in);
      case "id" -> id = labelValue(in, field);
      case "instance" -> instance = readInstance(in);
      case "collector" -> collector = labelValue(in, field);
      case "collected_at" -> collectedAt = time(in, field);
      case "server_time_before" -> serverTimeBefore = isNull(in) ? null : (Long) time(in, field);
      case "server_time_after" -> serverTimeAfter = isNull(in) ? null : (Long) time(in, field);
      case "outcome" -> outcome = readOutcome(in);
      case "reason" -> reason = isNull(in) ? null : labelValue(in, field);
      case "server" -> server = readServer(in);
      case "epoch" -> epoch = isNull(in) ? null : readEpoch(in);
      case "databases" -> databases = namesByOid(in, field);
      case "roles" -> roles = namesByOid(in, field);
      case "scrub_version" -> scrubVersion = isNull(in) ? null : labelValue(in, field);
      case "sequence" -> sequence = readSequence(in);
      default -> {
        return false;
      }
    }
    return true;
  }

  /** The envelope, once the whole record was read. */
  public Envelope finish() throws InvalidRecordException {
    if (version == 0) {
      throw missing("schema_version");
    }
    return new Envelope(
        version,
        require(id, "id"),
        require(instance, "instance"),
        require(collector, "collector"),
        require(collectedAt, "collected_at"),
        serverTimeBefore,
        serverTimeAfter,
        require(outcome, "outcome"),
        reason,
        require(server, "server"),
        epoch,
        databases,
        roles,
        scrubVersion,
        require(sequence, "sequence"));
  }

  /** A wild time would be refused by Kafka and every backend, and hold up all later ones. */
  private static long time(JsonParser in, String field) throws IOException, InvalidRecordException {
    long micros = longValue(in, field);
    if (micros < 0 || micros >= YEAR_2100_MICROS) {
      throw invalid(field, "must be microseconds since 1970, before the year 2100");
    }
    return micros;
  }

  private static String readInstance(JsonParser in) throws IOException, InvalidRecordException {
    String value = labelValue(in, "instance");
    if (value.isEmpty() || value.length() > MAX_INSTANCE_CHARS) {
      throw invalid("instance", "must have 1 to " + MAX_INSTANCE_CHARS + " characters");
    }
    return value;
  }

  private static Outcome readOutcome(JsonParser in) throws IOException, InvalidRecordException {
    String word = labelValue(in, "outcome");
    for (Outcome outcome : Outcome.values()) {
      if (outcome.word().equals(word)) {
        return outcome;
      }
    }
    throw invalid("outcome", "must be ok, partial or failed");
  }

  public static Server readServer(JsonParser in) throws IOException, InvalidRecordException {
    expectObject(in, "server");
    String address = null;
    Integer port = null;
    Integer versionNum = null;
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String field = in.currentName();
      in.nextToken();
      switch (field) {
        case "address" -> address = labelValue(in, "server.address");
        case "port" -> port = intValue(in, "server.port");
        case "version_num" -> versionNum = intValue(in, "server.version_num");
        default -> in.skipChildren();
      }
    }
    if (port != null && !Server.validPort(port)) {
      throw invalid("server.port", "must be 0 to 65535");
    }
    return new Server(
        require(address, "server.address"),
        require(port, "server.port"),
        require(versionNum, "server.version_num"));
  }

  public static Epoch readEpoch(JsonParser in) throws IOException, InvalidRecordException {
    expectObject(in, "epoch");
    String systemIdentifier = null;
    Long statsReset = null;
    Long postmasterStart = null;
    String privilege = null;
    String view = null;
    String viewVersion = null;
    String kind = null;
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String field = in.currentName();
      in.nextToken();
      switch (field) {
        case "system_identifier" -> systemIdentifier = labelValue(in, "epoch." + field);
        case "stats_reset" -> statsReset = longOrNull(in, "epoch." + field);
        case "postmaster_start" -> postmasterStart = longOrNull(in, "epoch." + field);
        case "privilege" -> privilege = labelValue(in, "epoch." + field);
        case "view" -> view = labelValue(in, "epoch." + field);
        case "view_version" -> viewVersion = labelValue(in, "epoch." + field);
        case "kind" -> kind = labelValue(in, "epoch." + field);
        default -> in.skipChildren();
      }
    }
    return new Epoch(
        require(systemIdentifier, "epoch.system_identifier"),
        statsReset,
        postmasterStart,
        require(privilege, "epoch.privilege"),
        require(view, "epoch.view"),
        require(viewVersion, "epoch.view_version"),
        require(kind, "epoch.kind"));
  }

  public static Sequence readSequence(JsonParser in) throws IOException, InvalidRecordException {
    expectObject(in, "sequence");
    Long start = null;
    Long counter = null;
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String field = in.currentName();
      in.nextToken();
      switch (field) {
        case "collector_start" -> start = longValue(in, "sequence.collector_start");
        case "counter" -> counter = longValue(in, "sequence.counter");
        default -> in.skipChildren();
      }
    }
    return new Sequence(
        require(start, "sequence.collector_start"), require(counter, "sequence.counter"));
  }

  private static <T> T require(T value, String field) throws InvalidRecordException {
    if (value == null) {
      throw missing(field);
    }
    return value;
  }
}
