package io.dbintel.schemas.statements;

import static io.dbintel.schemas.json.JsonInput.checkSize;
import static io.dbintel.schemas.json.JsonInput.expectArray;
import static io.dbintel.schemas.json.JsonInput.expectEnd;
import static io.dbintel.schemas.json.JsonInput.expectObject;
import static io.dbintel.schemas.json.JsonInput.invalid;
import static io.dbintel.schemas.json.JsonInput.missing;
import static io.dbintel.schemas.json.JsonInput.stringValue;
import static io.dbintel.schemas.json.JsonInput.unreadable;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.dbintel.schemas.deadletter.InvalidRecordException;
import io.dbintel.schemas.deadletter.Reason;
import io.dbintel.schemas.envelope.Envelope;
import io.dbintel.schemas.envelope.EnvelopeReader;
import io.dbintel.schemas.envelope.Outcome;
import io.dbintel.schemas.json.Json;
import io.dbintel.schemas.topic.Topic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Streams a record of {@code dbintel.raw.statements} into a {@link StatementsChunk}. Not
 * thread-safe; keep one per thread.
 *
 * <p>{@code columns} must come before {@code rows}. Unknown fields are skipped, unknown columns are
 * listed, and their values skipped.
 */
public final class StatementsChunkReader {
  /** Rows that one record may hold: far above the hundred that collectors aim at. */
  public static final int MAX_ROWS = 16_384;

  private static final int MAX_COLUMNS = 256;
  private static final int MAX_BYTES = Topic.RAW_STATEMENTS.maxMessageBytes();

  private final StatementsRowReader rowReader = new StatementsRowReader();
  private final RowKeySet seenKeys = new RowKeySet();

  /**
   * @param chunk overwritten; undefined after an exception
   * @throws InvalidRecordException with a message that never quotes the payload
   */
  public void read(byte[] record, StatementsChunk chunk) throws InvalidRecordException {
    checkSize(record, MAX_BYTES);
    chunk.clear();
    try (JsonParser in = Json.factory().createParser(record)) {
      in.nextToken();
      expectObject(in, "record");
      readFields(in, chunk);
      expectEnd(in);
    } catch (IOException failure) {
      throw unreadable(failure);
    }
    check(chunk);
  }

  private void readFields(JsonParser in, StatementsChunk chunk)
      throws IOException, InvalidRecordException {
    EnvelopeReader envelope = new EnvelopeReader();
    Poll poll = null;
    boolean columnsSeen = false;
    boolean rowsSeen = false;
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String field = in.currentName();
      in.nextToken();
      if (envelope.accept(field, in)) {
        continue;
      }
      switch (field) {
        case "poll" -> poll = PollReader.read(in);
        case "columns" -> {
          requireOnce(columnsSeen, field);
          readColumns(in, chunk);
          columnsSeen = true;
        }
        case "rows" -> {
          requireOnce(rowsSeen, field);
          if (!columnsSeen) {
            throw invalid("rows", "must come after columns");
          }
          readRows(in, chunk);
          rowsSeen = true;
        }
        default -> in.skipChildren();
      }
    }
    if (poll == null || !columnsSeen || !rowsSeen) {
      throw missing("poll, columns and rows");
    }
    chunk.header(envelope.finish(), poll);
  }

  private void readColumns(JsonParser in, StatementsChunk chunk)
      throws IOException, InvalidRecordException {
    expectArray(in, "columns");
    List<String> names = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      names.add(stringValue(in, "columns"));
      if (names.size() > MAX_COLUMNS) {
        throw new InvalidRecordException(Reason.TOO_LARGE, "columns: more than " + MAX_COLUMNS);
      }
    }
    rowReader.columns(names);
    chunk.columns(rowReader.counterMask(), rowReader.unknownColumns());
  }

  private void readRows(JsonParser in, StatementsChunk chunk)
      throws IOException, InvalidRecordException {
    expectArray(in, "rows");
    while (in.nextToken() != JsonToken.END_ARRAY) {
      if (chunk.rows() == MAX_ROWS) {
        throw new InvalidRecordException(Reason.TOO_LARGE, "rows: more than " + MAX_ROWS);
      }
      expectArray(in, "rows[]");
      rowReader.read(in, chunk, chunk.addRow());
    }
  }

  private static void requireOnce(boolean seen, String field) throws InvalidRecordException {
    if (seen) {
      throw invalid(field, "stands twice in the record");
    }
  }

  private void check(StatementsChunk chunk) throws InvalidRecordException {
    Envelope envelope = chunk.envelope();
    Poll poll = chunk.poll();
    if (poll.bucketRows() != chunk.rows()) {
      throw invalid("poll.bucket_rows", "must be the number of rows in the record");
    }
    if (envelope.outcome() == Outcome.FAILED) {
      requireNoRows(chunk);
      return;
    }
    if (chunk.counterMask() == 0) {
      throw invalid("columns", "only a failed poll has none");
    }
    if (envelope.epoch() == null) {
      throw missing("epoch");
    }
    if (envelope.serverTimeAfter() == null) {
      throw missing("server_time_after");
    }
    if (!RowKeys.validBuckets(poll.buckets())) {
      throw invalid("poll.buckets", "must be a power of two from 1 to 65536");
    }
    if (poll.bucket() < 0 || poll.bucket() >= poll.buckets()) {
      throw invalid("poll.bucket", "must be 0 or more and less than poll.buckets");
    }
    checkKeys(chunk, poll);
  }

  private static void requireNoRows(StatementsChunk chunk) throws InvalidRecordException {
    if (chunk.rows() > 0) {
      throw invalid("rows", "a failed poll has none");
    }
  }

  private void checkKeys(StatementsChunk chunk, Poll poll) throws InvalidRecordException {
    seenKeys.begin(chunk);
    for (int row = 0; row < chunk.rows(); row++) {
      long hash = chunk.hash(row);
      if (RowKeys.bucket(hash, poll.buckets()) != poll.bucket()) {
        throw invalid("rows[]", "a row belongs to another bucket");
      }
      if (!seenKeys.add(row, hash)) {
        throw invalid("rows[]", "two rows have the same key and would count twice");
      }
    }
  }
}
