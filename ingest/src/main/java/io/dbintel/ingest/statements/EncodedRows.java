package io.dbintel.ingest.statements;

import com.fasterxml.jackson.core.JsonGenerator;
import io.dbintel.schemas.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows as they stand in records, in the order in which they were written. They lie in pages, so
 * that many rows need neither one large array nor a copy of it when it grows.
 */
final class EncodedRows {
  private static final int PAGE_BYTES = 64 << 10;

  private final List<byte[]> pages = new ArrayList<>();
  private final JsonGenerator json;
  private long[] ends = new long[256];
  private int count;
  private long bytes;

  EncodedRows() {
    try {
      json = Json.factory().createGenerator(new Pages());
      // Rows are values of their own: nothing stands between them.
      json.setRootValueSeparator(null);
    } catch (IOException impossible) {
      throw new UncheckedIOException("Cannot write rows to memory", impossible);
    }
  }

  /** Where the values of the next row are written: an array of them. */
  JsonGenerator json() {
    return json;
  }

  /** What was written since the last call is a row. */
  void endRow() throws IOException {
    json.flush();
    if (count == ends.length) {
      ends = Arrays.copyOf(ends, ends.length * 2);
    }
    ends[count++] = bytes;
  }

  int count() {
    return count;
  }

  /** Of all rows. */
  long bytes() {
    return bytes;
  }

  int size(int row) {
    return (int) (ends[row] - begin(row));
  }

  void copy(int row, byte[] to, int place) {
    long from = begin(row);
    while (from < ends[row]) {
      int offset = (int) (from % PAGE_BYTES);
      int length = (int) Math.min(PAGE_BYTES - offset, ends[row] - from);
      System.arraycopy(pages.get((int) (from / PAGE_BYTES)), offset, to, place, length);
      from += length;
      place += length;
    }
  }

  private long begin(int row) {
    return row == 0 ? 0 : ends[row - 1];
  }

  private final class Pages extends OutputStream {
    @Override
    public void write(int value) {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] from, int start, int length) {
      int done = 0;
      while (done < length) {
        int offset = (int) (bytes % PAGE_BYTES);
        if (offset == 0) {
          pages.add(new byte[PAGE_BYTES]);
        }
        int part = Math.min(PAGE_BYTES - offset, length - done);
        System.arraycopy(from, start + done, pages.get(pages.size() - 1), offset, part);
        bytes += part;
        done += part;
      }
    }
  }
}
