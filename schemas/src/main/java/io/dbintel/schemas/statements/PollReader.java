package io.dbintel.schemas.statements;

import static io.dbintel.schemas.json.JsonInput.expectObject;
import static io.dbintel.schemas.json.JsonInput.intValue;
import static io.dbintel.schemas.json.JsonInput.invalid;
import static io.dbintel.schemas.json.JsonInput.isNull;
import static io.dbintel.schemas.json.JsonInput.longOrNull;
import static io.dbintel.schemas.json.JsonInput.longValue;
import static io.dbintel.schemas.json.JsonInput.missing;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.dbintel.schemas.deadletter.InvalidRecordException;
import io.dbintel.schemas.envelope.EnvelopeReader;
import io.dbintel.schemas.envelope.Sequence;
import java.io.IOException;

/** Reads the field {@code poll}. A count that is absent must not be taken for zero. */
final class PollReader {
  private PollReader() {}

  static Poll read(JsonParser in) throws IOException, InvalidRecordException {
    expectObject(in, "poll");
    Long number = null;
    Integer bucket = null;
    Integer buckets = null;
    Integer bucketRows = null;
    Integer pollRows = null;
    Integer hiddenRows = null;
    Long dealloc = null;
    Sequence texts = null;
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String field = in.currentName();
      in.nextToken();
      switch (field) {
        case "number" -> number = longValue(in, "poll.number");
        case "bucket" -> bucket = intValue(in, "poll.bucket");
        case "buckets" -> buckets = intValue(in, "poll.buckets");
        case "bucket_rows" -> bucketRows = intValue(in, "poll.bucket_rows");
        case "poll_rows" -> pollRows = intValue(in, "poll.poll_rows");
        case "hidden_rows" -> hiddenRows = intValue(in, "poll.hidden_rows");
        case "dealloc" -> dealloc = longOrNull(in, "poll.dealloc");
        case "texts_sequence" -> texts = isNull(in) ? null : EnvelopeReader.readSequence(in);
        default -> in.skipChildren();
      }
    }
    if (number == null || bucket == null || buckets == null) {
      throw missing("poll.number, poll.bucket and poll.buckets");
    }
    if (bucketRows == null || pollRows == null || hiddenRows == null) {
      throw missing("poll.bucket_rows, poll.poll_rows and poll.hidden_rows");
    }
    Poll poll = new Poll(number, bucket, buckets, bucketRows, pollRows, hiddenRows, dealloc, texts);
    check(poll);
    return poll;
  }

  private static void check(Poll poll) throws InvalidRecordException {
    if (poll.number() < 0) {
      throw invalid("poll.number", "must be 0 or more");
    }
    if (poll.pollRows() < poll.bucketRows()) {
      throw invalid("poll.poll_rows", "must be poll.bucket_rows or more");
    }
    if (poll.hiddenRows() < 0) {
      throw invalid("poll.hidden_rows", "must be 0 or more");
    }
    if (poll.dealloc() != null && poll.dealloc() < 0) {
      throw invalid("poll.dealloc", "must be 0 or more");
    }
  }
}
