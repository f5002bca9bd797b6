package io.dbintel.ingest.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.ingest.collect.CollectResult;
import io.dbintel.ingest.postgres.FailureCode;
import io.dbintel.schemas.envelope.Outcome;
import io.dbintel.schemas.raw.LogEntry;
import io.dbintel.schemas.raw.RawRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done to log files while they are read. */
class FileRotationTest {
  private TailedFolder folder;

  @BeforeEach
  void create(@TempDir Path temporary) throws IOException {
    folder = new TailedFolder(temporary, "server*");
  }

  @Test
  void onTheFirstStartOnlyWhatComesLaterIsReadAndLaterFilesWhole() {
    folder.append("server.csv", Lines.csv("old"));
    folder.collect();
    folder.append("server.csv", Lines.csv("new"));
    folder.append("server-2.csv", Lines.csv("later file"));
    folder.collect();

    assertThat(folder.messages()).containsExactly("new", "later file");
  }

  @Test
  void fromBeginningReadsWhatIsThere() {
    folder.fromBeginning();
    folder.append("server.csv", Lines.csv("old"));
    folder.collect();

    assertThat(folder.messages()).containsExactly("old");
  }

  @Test
  void aFileThatAppearsLaterIsReadWholeAndUntilThenItsAbsenceIsSaid() {
    CollectResult nothing = folder.collect();
    assertThat(nothing.outcome()).isEqualTo(Outcome.PARTIAL);
    assertThat(nothing.code()).isEqualTo(FailureCode.LOG_NOT_FOUND);
    assertThat(nothing.fix()).contains("logs.paths");
    folder.append("server.csv", Lines.csv("first"));

    assertThat(folder.collect().outcome()).isEqualTo(Outcome.OK);
    assertThat(folder.messages().get(folder.messages().size() - 1)).isEqualTo("first");
  }

  @Test
  void aRestartGoesOnWhereReadingEnded() {
    folder.collect();
    folder.append("server.csv", Lines.csv("1"));
    folder.collect();
    folder.stop();
    folder.append("server.csv", Lines.csv("2"));
    folder.collect();

    assertThat(events()).containsExactly("1", "2");
  }

  @Test
  void aRenamedFileIsReadToItsEndUnderAnyName() throws IOException {
    folder.collect();
    folder.append("server.csv", Lines.csv("1"));
    folder.collect();
    folder.append("server.csv", Lines.csv("2"));
    Files.move(folder.path("server.csv"), folder.path("old-1"));
    folder.append("server.csv", Lines.csv("3"));
    folder.collect();
    folder.append("old-1", Lines.csv("late"));
    folder.append("server.csv", Lines.csv("4"));
    folder.collect();

    assertThat(events()).containsExactly("1", "2", "3", "late", "4");
  }

  @Test
  void aRenamedFileThatStillMatchesIsNotReadAgain() throws IOException {
    folder.collect();
    for (int i = 0; i < 5; i++) {
      folder.append("server.csv", Lines.csv("entry " + i));
      if (i % 2 == 0) {
        folder.collect();
      }
      Files.move(folder.path("server.csv"), folder.path("server.csv." + i));
    }
    folder.collect();
    folder.crash();
    folder.collect();

    // Two files that changed within the same tick of the file system's clock have no order.
    assertThat(events())
        .containsExactlyInAnyOrder("entry 0", "entry 1", "entry 2", "entry 3", "entry 4");
  }

  @Test
  void copytruncateIsFinishedFromTheCopy() throws IOException {
    folder.collect();
    folder.append("server.csv", Lines.csv("1"));
    folder.collect();
    folder.append("server.csv", Lines.csv("2"));
    Files.copy(folder.path("server.csv"), folder.path("server.csv.1"));
    truncate("server.csv");
    folder.append("server.csv", Lines.csv("3 is longer than all that was there before"));
    folder.append("server.csv", Lines.csv("4"));
    folder.collect();
    folder.crash();
    folder.collect();

    assertThat(events())
        .containsExactly("1", "2", "3 is longer than all that was there before", "4");
    assertThat(ids()).doesNotHaveDuplicates();
    assertThat(folder.collector().counts().lostBytes()).isZero();
  }

  @Test
  void aCopyThatIsSeenWhileItIsMadeIsNoLogOfItsOwn() throws IOException {
    folder.collect();
    folder.append("server.csv", Lines.csv("1") + Lines.csv("2"));
    folder.collect();
    byte[] all = Files.readAllBytes(folder.path("server.csv"));
    Files.write(folder.path("server.csv.1"), Arrays.copyOf(all, all.length - 10));
    folder.collect();
    Files.write(folder.path("server.csv.1"), all);
    folder.collect();
    truncate("server.csv");
    folder.collect();
    folder.append("server.csv", Lines.csv("3"));
    folder.collect();

    assertThat(events()).containsExactly("1", "2", "3");
  }

  @Test
  void whatTruncationRemovedBeforeItWasReadIsCountedAndTold() throws IOException {
    folder.collect();
    folder.append("server.csv", Lines.csv("1"));
    folder.collect();
    folder.publisher.refuse(true);
    folder.append("server.csv", Lines.csv("waits"));
    folder.collect();
    folder.append("server.csv", Lines.csv("lost"));
    folder.collect();
    truncate("server.csv");
    folder.append("server.csv", Lines.csv("2"));
    folder.publisher.refuse(false);
    folder.collect();

    long lost = Lines.csv("lost").length();
    assertThat(folder.collector().counts().lostBytes()).isEqualTo(lost);
    RawRecord<LogEntry> gap =
        folder.events().stream()
            .filter(event -> event.body().entryClass().equals("log_gap"))
            .findFirst()
            .orElseThrow();
    assertThat(gap.body().fields()).containsEntry("lost_bytes", lost);
    assertThat(events()).containsExactly("1", "waits", "2");
  }

  @Test
  void aFileThatIsDeletedWhileItIsOpenIsReadToItsEnd() throws IOException {
    folder.collect();
    folder.append("server.csv", Lines.csv("1"));
    folder.collect();
    try (FileChannel writer =
        FileChannel.open(folder.path("server.csv"), StandardOpenOption.APPEND)) {
      Files.delete(folder.path("server.csv"));
      writer.write(ByteBuffer.wrap(Lines.csv("2").getBytes(StandardCharsets.UTF_8)));
      folder.collect();
      writer.write(ByteBuffer.wrap(Lines.csv("3").getBytes(StandardCharsets.UTF_8)));
      folder.collect();
    }
    folder.append("server.csv", Lines.csv("4"));
    folder.collect();

    assertThat(events()).containsExactly("1", "2", "3", "4");
  }

  @Test
  void anInodeThatIsUsedAgainIsAnotherLog() throws IOException {
    folder.collect();
    folder.append("server.csv", Lines.csv("1"));
    folder.collect();
    // The same inode and size with other content is what reuse looks like.
    String other = Lines.csv("2");
    Files.write(folder.path("server.csv"), other.getBytes(StandardCharsets.UTF_8));
    Files.setLastModifiedTime(folder.path("server.csv"), FileTime.fromMillis(1));
    folder.collect();

    assertThat(events()).containsExactly("1", "2");
    assertThat(ids()).doesNotHaveDuplicates();
  }

  @Test
  void symbolicLinksAreFollowedAndLeadToOneLogOnce() throws IOException {
    folder.collect();
    folder.append("elsewhere", Lines.csv("1"));
    Files.createSymbolicLink(folder.path("server.csv"), folder.path("elsewhere"));
    Files.createSymbolicLink(folder.path("server-again.csv"), folder.path("elsewhere"));
    folder.collect();

    assertThat(events()).containsExactly("1");
  }

  @Test
  void ofSeveralFormsOfTheSameLogTheRichestIsRead() {
    folder.collect();
    folder.append("server-1.log", Lines.stderr("a"));
    folder.append("server-1.csv", Lines.csv("a"));
    folder.append("server-1.json", Lines.json("a"));
    folder.append("server-2.log", Lines.stderr("b"));
    folder.append("server-2.csv", Lines.csv("b"));
    for (int i = 0; i < 5; i++) {
      folder.collect();
    }

    assertThat(events()).containsExactly("a", "b");
    assertThat(
            folder.events().stream()
                .filter(event -> event.body().message() != null)
                .map(event -> event.body().context().format()))
        .containsExactly("jsonlog", "csvlog");
  }

  @Test
  void aFormThatIsNoLongerWrittenGivesWayFromWhereItEnded() throws IOException {
    folder.collect();
    folder.append("server.csv", Lines.csv("a"));
    folder.append("server.log", Lines.stderr("a"));
    folder.collect();
    folder.collect();
    folder.append("server.log", Lines.stderr("b") + Lines.stderr("c"));
    FileTime last = Files.getLastModifiedTime(folder.path("server.log"));
    Files.setLastModifiedTime(
        folder.path("server.csv"), FileTime.fromMillis(last.toMillis() - 61_000));
    folder.collect();
    folder.collect();

    assertThat(events()).containsExactly("a", "b", "c");
  }

  @Test
  void anEntryOfStderrIsCompleteWhenNothingMoreComesForAWhile() {
    folder.collect();
    folder.append("server.log", Lines.stderr("one") + "\ttwo\n");
    folder.collector().collect();
    assertThat(events()).isEmpty();
    folder.clock.pass(Duration.ofSeconds(1));
    folder.collector().collect();
    assertThat(events()).isEmpty();
    folder.clock.pass(Duration.ofSeconds(3));
    folder.collector().collect();

    assertThat(events()).containsExactly("one\ntwo");
  }

  @Test
  void severalPatternsAndFormatsAreReadAtOnce(@TempDir Path other) throws IOException {
    TailedFolder both = new TailedFolder(other, "a*.csv," + other.resolve("log").resolve("b*.log"));
    both.collect();
    both.append("a.csv", Lines.csv("from csv"));
    both.append("b.log", Lines.stderr("from stderr"));
    for (int i = 0; i < 3; i++) {
      both.collect();
    }

    assertThat(both.events().stream().map(event -> event.body().message()))
        .contains("from csv", "from stderr");
  }

  private void truncate(String name) throws IOException {
    try (FileChannel channel = FileChannel.open(folder.path(name), StandardOpenOption.WRITE)) {
      channel.truncate(0);
    }
  }

  private List<String> events() {
    return folder.events().stream()
        .map(event -> event.body().message())
        .filter(message -> message != null)
        .toList();
  }

  private List<String> ids() {
    return folder.events().stream().map(event -> event.envelope().id()).toList();
  }
}
