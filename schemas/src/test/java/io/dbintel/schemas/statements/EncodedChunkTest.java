package io.dbintel.schemas.statements;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.testing.Samples;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncodedChunkTest {
  private static final List<String> COLUMNS = List.of("userid", "dbid", "queryid", "calls", "new");

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void theRecordIsThatOfRowsThatWereNotEncoded(int count) {
    List<Object[]> rows = new ArrayList<>();
    List<byte[]> encoded = new ArrayList<>();
    for (long row = 0; row < count; row++) {
      rows.add(new Object[] {10L, 1L, row, 0.5, null});
      encoded.add("[10,1,%d,0.5,null]".formatted(row).getBytes(StandardCharsets.UTF_8));
    }
    EncodedChunk chunk = EncodedChunk.of(Samples.envelope(), Samples.poll(count), COLUMNS);
    EncodedChunk.Rows source = rows(encoded);

    byte[] record = chunk.with(source);
    assertThat(new String(record, StandardCharsets.UTF_8))
        .isEqualTo(
            new String(
                StatementsChunkWriter.write(Samples.envelope(), Samples.poll(count), COLUMNS, rows),
                StandardCharsets.UTF_8));
    assertThat(chunk.bytes(source)).isEqualTo(record.length);
  }

  private static EncodedChunk.Rows rows(List<byte[]> encoded) {
    return new EncodedChunk.Rows() {
      @Override
      public int count() {
        return encoded.size();
      }

      @Override
      public int size(int row) {
        return encoded.get(row).length;
      }

      @Override
      public void copy(int row, byte[] to, int place) {
        System.arraycopy(encoded.get(row), 0, to, place, size(row));
      }
    };
  }
}
