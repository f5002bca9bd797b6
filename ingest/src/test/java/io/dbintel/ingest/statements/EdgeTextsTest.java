package io.dbintel.ingest.statements;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.statements.QueryTexts.QueryText;
import io.dbintel.schemas.statements.QueryTexts.Shape;
import io.dbintel.udfs.texts.QueryTextScrubber;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a collector that scrubs makes of texts, and that its records stay within their limit. */
class EdgeTextsTest {
  private final QueryTextScrubber scrubber = QueryTextScrubber.plain();

  @Test
  void theScrubbedTextKeepsTheKeyAndHasAShape() {
    QueryText edge =
        scrubber.edge(new QueryText(1, 2, false, 3, "SET app.key = 'secret'", false), true);
    assertThat(edge.text()).isNotEmpty().doesNotContain("secret");
    assertThat(edge.shape().fingerprint()).matches("v2:[0-9a-f]{16}");
    assertThat(List.<Object>of(edge.userid(), edge.dbid(), edge.toplevel(), edge.queryid()))
        .isEqualTo(List.<Object>of(1L, 2L, false, 3L));
  }

  @Test
  void aTextThatIsNoneHasNoShape() {
    QueryText edge =
        scrubber.edge(new QueryText(1, 2, true, 3, "<insufficient privilege>", false), true);
    assertThat(edge.text()).isEmpty();
    assertThat(edge.shape()).isNull();
  }

  @Test
  void shapesCountForTheSizeOfARecord() {
    Shape shape = new Shape("v1", "s".repeat(255), "o", Collections.nCopies(32, "t".repeat(255)));
    QueryText text = new QueryText(1, 2, true, 3, "x", false, shape);
    int fit = TextBatches.GOOD_BATCH_BYTES / (33 * 255);
    assertThat(TextBatchesTest.batches(Collections.nCopies(fit, text)).size()).isEqualTo(2);
  }
}
