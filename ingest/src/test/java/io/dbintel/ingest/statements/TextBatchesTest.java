package io.dbintel.ingest.statements;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.ingest.collect.TextCutter;
import io.dbintel.schemas.json.Json;
import io.dbintel.schemas.statements.QueryTexts.QueryText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextBatchesTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "SELECT 1", "\"a\" \\ \n\t\u0001", "äöü €", "a 😀 b", "\u007f"})
  void bytesAreNeverFewerThanWhatIsWritten(String text) throws Exception {
    int written =
        Json.mapper().writeValueAsString(text).getBytes(StandardCharsets.UTF_8).length - 2;
    assertThat(TextCutter.bytes(text)).isGreaterThanOrEqualTo(written);
  }

  @Test
  void cuttingKeepsWithinTheLimitAndPairsWhole() {
    assertThat(TextCutter.cut("abc", 3)).isEqualTo("abc");
    assertThat(TextCutter.cut("abcd", 3)).isEqualTo("abc");
    assertThat(TextCutter.cut("a😀", 3)).isEqualTo("a");
    assertThat(TextCutter.cut("a😀", 4)).isEqualTo("a");
    assertThat(TextCutter.cut("a😀", 5)).isEqualTo("a😀");
  }

  @Test
  void batchesKeepOrderAndSize() {
    QueryText large = text("x".repeat(TextBatches.MAX_TEXT_BYTES));
    QueryText small = text("x");
    assertThat(batches(List.of(small, large, small, small)))
        .containsExactly(List.of(small), List.of(large), List.of(small, small));
    assertThat(batches(List.of())).isEmpty();
    assertThat(batches(Collections.nCopies(1_100, small))).hasSize(3);
    QueryText middle = text("x".repeat(TextBatches.GOOD_BATCH_BYTES / 3));
    assertThat(batches(List.of(middle, middle, middle)))
        .containsExactly(List.of(middle, middle), List.of(middle));
  }

  static List<List<QueryText>> batches(List<QueryText> texts) {
    List<List<QueryText>> made = new ArrayList<>();
    TextBatches batches = new TextBatches(made::add);
    texts.forEach(batches::add);
    batches.end();
    return made;
  }

  private static QueryText text(String text) {
    return new QueryText(1, 2, true, 3, text, false);
  }
}
