package io.dbintel.udfs.statements;

import static io.dbintel.udfs.statements.testing.PollBuilder.poll;
import static io.dbintel.udfs.statements.testing.PollBuilder.timeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbintel.schemas.envelope.Sequence;
import io.dbintel.schemas.output.MetricBatch.Series;
import io.dbintel.schemas.output.QueryMetrics;
import io.dbintel.udfs.statements.testing.Counters;
import io.dbintel.udfs.statements.testing.StatementKey;
import io.dbintel.udfs.statements.testing.StatementsPipeline;
import io.dbintel.udfs.texts.StateText;
import io.dbintel.udfs.texts.TextKey;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** State of a release is read by the next: its bytes are kept as files of hexadecimal digits. */
class StateFormatTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  private final StatementsPipeline pipeline = new StatementsPipeline(1, false);

  StateFormatTest() {
    StatementKey nested = new StatementKey(11, 6, false, -4);
    pipeline.accept(poll(1).buckets(2).dealloc(3L).row(1, 5, 10.5));
    pipeline.accept(
        poll(2)
            .buckets(2)
            .dealloc(3L)
            .row(1, 6, 12.25)
            .row(2, 1, 1)
            .row(nested, Counters.of(2, 3)));
    pipeline.accept(poll(3).buckets(2).row(1, 7, 13).records().get(0));
  }

  @Test
  void bucketIsWrittenAsBefore() throws IOException {
    assertGolden("bucket-v1.hex", pipeline.store().bucket(1));
  }

  @Test
  void progressIsWrittenAsBefore() throws IOException {
    assertThat(pipeline.progress().inPoll()).isTrue();
    assertGolden("progress-v2.hex", pipeline.progress().toBytes());
  }

  @Test
  void ledgerIsWrittenAsBefore() throws IOException {
    assertGolden("ledger-v1.hex", pipeline.store().ledger().toBytes());
  }

  @Test
  void aWaitingPollIsWrittenAsBeforeAndRead() throws IOException {
    TopQueries poll = GateRun.poll(7, new Sequence(1, 2), List.of(new TextKey(10, -1, true, -5)));
    assertGolden("top-queries-v1.hex", poll.toBytes());
    byte[] golden = golden("top-queries-v1.hex");
    assertThat(TopQueries.fromBytes(golden).toBytes()).isEqualTo(golden);
    golden[0] = 2;
    assertThatThrownBy(() -> TopQueries.fromBytes(golden)).hasMessageContaining("format 2");
  }

  @Test
  void whatWasWrittenIsRead() throws IOException {
    byte[] progress = golden("progress-v2.hex");
    assertThat(InstanceProgress.fromBytes(progress, 1).toBytes()).isEqualTo(progress);
    assertThat(InstanceProgress.fromBytes(golden("progress-v1.hex"), 1).toBytes())
        .as("the first format knew no texts")
        .isEqualTo(progress);
    byte[] ledger = golden("ledger-v1.hex");
    assertThat(SeriesLedger.fromBytes(ledger).toBytes()).isEqualTo(ledger);
    assertThat(BucketState.rows(BucketState.checked(golden("bucket-v1.hex")))).isPositive();
  }

  @Test
  void ledgerOfFewerCountersIsRead() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(1);
      out.writeInt(1);
      StateText.write(out, "database\u0000shop\u0000");
      out.writeByte(1);
      out.writeBoolean(true);
      StateText.write(out, "shop");
      out.writeLong(timeOf(1));
      out.writeLong(timeOf(2));
      out.writeLong(timeOf(2));
      out.writeByte(2);
      out.writeLong(41);
      out.writeLong(Double.doubleToRawLongBits(2_000));
    }
    Series point =
        SeriesLedger.fromBytes(bytes.toByteArray())
            .idle(QueryMetrics.DATABASE, List.of(), timeOf(3), QueryMetrics.measures())
            .get(0);
    assertThat(point.cumulative()[0]).isEqualTo(41);
    assertThat(Double.longBitsToDouble(point.cumulative()[1])).isEqualTo(2.0);
    assertThat(point.cumulative()[2]).isZero();
  }

  @Test
  void stateOfANewerReleaseIsRefused() {
    byte[] newer = {2, 0, 0, 0, 0};
    assertThatThrownBy(() -> SeriesLedger.fromBytes(newer)).hasMessageContaining("format 2");
    byte[] newerProgress = {3, 0, 0, 0, 0};
    assertThatThrownBy(() -> InstanceProgress.fromBytes(newerProgress, 1))
        .hasMessageContaining("format 3");
    assertThatThrownBy(() -> BucketState.checked(newer)).hasMessageContaining("format 2");
  }

  private static void assertGolden(String name, byte[] bytes) throws IOException {
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(GOLDEN.resolve(name), HexFormat.of().formatHex(bytes) + "\n");
    }
    assertThat(bytes).isEqualTo(golden(name));
  }

  private static byte[] golden(String name) throws IOException {
    return HexFormat.of().parseHex(Files.readString(GOLDEN.resolve(name)).strip());
  }
}
