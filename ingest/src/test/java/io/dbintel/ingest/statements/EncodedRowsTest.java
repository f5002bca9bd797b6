package io.dbintel.ingest.statements;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EncodedRowsTest {
  private final EncodedRows rows = new EncodedRows();

  @Test
  void rowsComeBackAsTheyWereWrittenAcrossPagesToo() {
    for (int row = 0; row < 300; row++) {
      Rows.write(rows, values(row));
    }
    assertThat(rows.count()).isEqualTo(300);
    assertThat(rows.bytes()).as("several pages").isGreaterThan(5 * 65_536L);
    long bytes = 0;
    for (int row = 0; row < 300; row++) {
      byte[] read = new byte[rows.size(row) + 2];
      rows.copy(row, read, 1);
      assertThat(new String(read, 1, rows.size(row), StandardCharsets.UTF_8))
          .isEqualTo("[%d,-0.5,true,null,\"%s\"]".formatted(row, "ä".repeat(row * 5)));
      assertThat(read[0]).isZero();
      assertThat(read[read.length - 1]).isZero();
      bytes += rows.size(row);
    }
    assertThat(rows.bytes()).isEqualTo(bytes);
  }

  @Test
  void aRowMayBeLargerThanAPage() {
    Rows.write(rows, new Object[] {"x".repeat(200_000)});
    byte[] read = new byte[rows.size(0)];
    rows.copy(0, read, 0);
    assertThat(new String(read, StandardCharsets.UTF_8))
        .isEqualTo("[\"" + "x".repeat(200_000) + "\"]");
  }

  private static Object[] values(int row) {
    return new Object[] {(long) row, -0.5, true, null, "ä".repeat(row * 5)};
  }
}
