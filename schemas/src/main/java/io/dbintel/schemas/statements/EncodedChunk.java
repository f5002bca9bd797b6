package io.dbintel.schemas.statements;

import com.fasterxml.jackson.core.JsonGenerator;
import io.dbintel.schemas.envelope.Envelope;
import io.dbintel.schemas.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A record of {@code dbintel.raw.statements} whose rows were encoded before: the same bytes as
 * those of {@link StatementsChunkWriter}. Its size is known before it is made.
 *
 * <p>An encoded row is a JSON array of numbers, booleans, strings and nulls, in the order of the
 * columns.
 */
public final class EncodedChunk {
  private static final byte[] END = {']', '}'};

  private final byte[] head;

  private EncodedChunk(byte[] head) {
    this.head = head;
  }

  /** Rows of one record. */
  public interface Rows {
    int count();

    /** Bytes of a row. */
    int size(int row);

    /** Copies a row to a place. */
    void copy(int row, byte[] to, int place);
  }

  /**
   * @param columns names as the source gives them, in the order of the values
   */
  public static EncodedChunk of(Envelope envelope, Poll poll, List<String> columns) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(4096);
    try (JsonGenerator json = Json.factory().createGenerator(out)) {
      StatementsChunkWriter.writeHead(json, envelope, poll, columns);
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
    } catch (IOException impossible) {
      throw new UncheckedIOException("Cannot write the head of a statements chunk", impossible);
    }
    return new EncodedChunk(out.toByteArray());
  }

  /** Size of the record with these rows. */
  public long bytes(Rows rows) {
    long bytes = (long) head.length + Math.max(0, rows.count() - 1) + END.length;
    for (int row = 0; row < rows.count(); row++) {
      bytes += rows.size(row);
    }
    return bytes;
  }

  /** The record. */
  public byte[] with(Rows rows) {
    byte[] chunk = new byte[Math.toIntExact(bytes(rows))];
    System.arraycopy(head, 0, chunk, 0, head.length);
    int place = head.length;
    for (int row = 0; row < rows.count(); row++) {
      if (row > 0) {
        chunk[place++] = ',';
      }
      rows.copy(row, chunk, place);
      place += rows.size(row);
    }
    System.arraycopy(END, 0, chunk, place, END.length);
    return chunk;
  }
}
