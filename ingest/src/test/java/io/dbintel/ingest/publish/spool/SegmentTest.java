package io.dbintel.ingest.publish.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbintel.ingest.publish.OutgoingRecord;
import io.dbintel.schemas.topic.Topic;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentTest {
  private static final int RECORDS = 100;
  @TempDir Path folder;

  /** A crash in the midst of dropping costs nothing and tells nothing twice. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 37, 98, 99})
  void droppingThatIsInterruptedLosesNothing(int survived) throws Exception {
    Segment segment = written();
    int[] left = {survived};
    assertThatThrownBy(
            () ->
                segment.drop(
                    0,
                    0,
                    record -> {
                      if (left[0]-- == 0) {
                        throw new IllegalStateException("crash");
                      }
                      return isSession(record);
                    }))
        .hasMessage("crash");

    Segment found = new Segment(folder, 0);
    found.recover();
    Gaps gaps = new Gaps(0);
    List<Long> kept = new ArrayList<>();
    found.visit(
        0,
        0,
        (frame, offset) -> {
          gaps.pass(frame);
          if (frame instanceof Frame.Kept one && !isSession(one.record())) {
            kept.add(one.sequence());
          }
          return true;
        });
    assertThat(gaps.losses()).isEmpty();
    assertThat(gaps.expected()).isEqualTo(RECORDS);
    assertThat(kept).hasSize(RECORDS - 34).isSorted().doesNotHaveDuplicates();
    assertThat(found.records()).isEqualTo(segment.records());
  }

  private Segment written() throws IOException {
    Segment segment = new Segment(folder, 0);
    try (FileChannel channel = segment.begin()) {
      for (int i = 0; i < RECORDS; i++) {
        OutgoingRecord record =
            SpoolTest.record(
                i % 3 == 0 ? Topic.RAW_SESSIONS : Topic.RAW_STATEMENTS, i, 10 + 31 * (i % 7));
        segment.append(channel, record, Frames.write(record, i));
      }
    }
    return segment;
  }

  private static boolean isSession(OutgoingRecord record) {
    return record.topic() == Topic.RAW_SESSIONS;
  }
}
