package io.dbintel.ingest.logs.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.ingest.config.LogFormatChoice;
import io.dbintel.ingest.logs.parse.LogFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StdinSourceTest {
  @Test
  void allBytesComeInOrderAndThenTheEnd() {
    byte[] input = "{\"a\":1}\n".repeat(100_000).getBytes(StandardCharsets.UTF_8);
    StdinSource source =
        StdinSource.start(new ByteArrayInputStream(input), LogFormatChoice.AUTO, 5);
    List<Piece> pieces = pieces(source);

    long offset = 0;
    for (Piece piece : pieces.subList(0, pieces.size() - 1)) {
      assertThat(piece.offset()).isEqualTo(offset);
      offset = ((Piece.Bytes) piece).end();
    }
    assertThat(offset).isEqualTo(input.length);
    assertThat(pieces.get(0).stream().format()).isEqualTo(LogFormat.JSONLOG);
    assertThat(source.rewind(pieces.get(0).stream().key())).isFalse();
    source.committed(pieces.get(0).stream().key(), input.length);
    assertThat(source.status()).isEqualTo(new SourceStatus(0, 0));
  }

  @Test
  void whatHasNoRoomIsToldAsAGapAndTheWriterNeverWaits() {
    byte[] input = new byte[1 << 20];
    StdinSource source =
        StdinSource.start(new ByteArrayInputStream(input), LogFormatChoice.STDERR, 5, 256 << 10);
    // The end is there only once all was taken from the writer.
    while (source.status().streams() != 1 || !source.ended()) {
      Thread.onSpinWait();
    }
    List<Piece> pieces = pieces(source);

    long read = 0;
    long lost = 0;
    for (Piece piece : pieces) {
      assertThat(piece.offset()).isEqualTo(read + lost);
      read += piece instanceof Piece.Bytes bytes ? bytes.bytes().length : 0;
      lost += piece instanceof Piece.Gap gap ? gap.lostBytes() : 0;
    }
    assertThat(read).isEqualTo(256 << 10);
    assertThat(read + lost).isEqualTo(input.length);
  }

  @Test
  void whileAPieceIsPublishedTheWriterGoesOn() throws Exception {
    CountDownLatch publishing = new CountDownLatch(1);
    InputStream in =
        new SequenceInputStream(
            new ByteArrayInputStream(new byte[] {'a'}),
            new LaterInput(publishing, new byte[256 << 10]));
    StdinSource source = StdinSource.start(in, LogFormatChoice.STDERR, 5);
    List<Boolean> taken = new ArrayList<>();
    PieceSink slow =
        new PieceSink() {
          @Override
          public boolean ready() {
            return taken.isEmpty();
          }

          @Override
          public void accept(Piece piece) {
            publishing.countDown();
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            // Asked on another thread: a lock held by this one would not stop this one.
            CompletableFuture<Void> end =
                CompletableFuture.runAsync(
                    () -> {
                      while (!source.ended() && System.nanoTime() < deadline) {
                        Thread.onSpinWait();
                      }
                    });
            taken.add(finished(end));
          }
        };
    while (taken.isEmpty()) {
      source.read(slow);
    }
    assertThat(taken).containsExactly(true);
  }

  private static boolean finished(CompletableFuture<Void> end) {
    try {
      end.get(5, TimeUnit.SECONDS);
      return true;
    } catch (InterruptedException | ExecutionException | TimeoutException stuck) {
      return false;
    }
  }

  /** Comes once it is asked for. */
  private static final class LaterInput extends InputStream {
    private final CountDownLatch asked;
    private final InputStream bytes;

    LaterInput(CountDownLatch asked, byte[] bytes) {
      this.asked = asked;
      this.bytes = new ByteArrayInputStream(bytes);
    }

    @Override
    public int read() throws IOException {
      await();
      return bytes.read();
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
      await();
      return bytes.read(to, offset, length);
    }

    private void await() throws IOException {
      try {
        asked.await();
      } catch (InterruptedException interrupted) {
        throw new IOException(interrupted);
      }
    }
  }

  @Test
  void theFormIsToldByTheFirstLine() {
    assertThat(StdinSource.guess("{\"timestamp\"")).isEqualTo(LogFormat.JSONLOG);
    assertThat(StdinSource.guess("2026-11-22 03:00:00.123 UTC,\"app\""))
        .isEqualTo(LogFormat.CSVLOG);
    assertThat(StdinSource.guess("2026-11-22 03:00:00.123 UTC [1] LOG:  a, b"))
        .isEqualTo(LogFormat.STDERR);
  }

  private static List<Piece> pieces(StdinSource source) {
    List<Piece> pieces = new ArrayList<>();
    PieceSink sink =
        new PieceSink() {
          @Override
          public boolean ready() {
            return true;
          }

          @Override
          public void accept(Piece piece) {
            pieces.add(piece);
          }
        };
    while (pieces.isEmpty() || !(pieces.get(pieces.size() - 1) instanceof Piece.End)) {
      source.read(sink);
    }
    return pieces;
  }
}
