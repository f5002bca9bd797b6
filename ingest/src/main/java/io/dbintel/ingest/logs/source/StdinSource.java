package io.dbintel.ingest.logs.source;

import io.dbintel.ingest.config.LogFormatChoice;
import io.dbintel.ingest.logs.parse.LogFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Standard input. The position is how much has come since the collector started, and nothing can be
 * read again. It is always read on, whatever Kafka does: a server whose pipe is full stands still.
 * What has no room here is lost, counted and told as a gap.
 */
public final class StdinSource implements LogSource {
  private static final int CHUNK_BYTES = 64 << 10;
  private static final int MOST_WAITING_BYTES = 16 << 20;
  private static final Pattern CSV_LINE =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3} [^,\\s]{1,40},");

  private final InputStream in;
  private final LogFormatChoice choice;
  private final String key;
  private final int mostWaitingBytes;
  private final Deque<Piece> waiting = new ArrayDeque<>();
  private LogStream stream;
  private long waitingBytes;
  private long arrived;
  private long lost;
  private long readTo;
  private long committed;
  private boolean ended;

  private StdinSource(InputStream in, LogFormatChoice choice, long start, int mostWaitingBytes) {
    this.in = in;
    this.choice = choice;
    this.key = "stdin-" + start;
    this.mostWaitingBytes = mostWaitingBytes;
  }

  /**
   * Begins to read on a thread of its own.
   *
   * @param start of the collector's run: tells this input from those of other runs
   */
  public static StdinSource start(InputStream in, LogFormatChoice format, long start) {
    return start(in, format, start, MOST_WAITING_BYTES);
  }

  static StdinSource start(
      InputStream in, LogFormatChoice format, long start, int mostWaitingBytes) {
    StdinSource source = new StdinSource(in, format, start, mostWaitingBytes);
    Thread thread = new Thread(source::readAll, "dbintel-stdin");
    thread.setDaemon(true);
    thread.start();
    return source;
  }

  /** Gives pieces out without holding the lock: publishing may take long, and the writer waits. */
  @Override
  public void read(PieceSink out) {
    while (out.ready()) {
      Optional<Piece> next = next();
      if (next.isEmpty()) {
        return;
      }
      out.accept(next.get());
    }
  }

  @Override
  public synchronized void committed(String stream, long offset) {
    committed = Math.max(committed, offset);
  }

  @Override
  public boolean rewind(String stream) {
    return false;
  }

  @Override
  public void save() {}

  @Override
  public synchronized SourceStatus status() {
    return new SourceStatus(ended && waiting.isEmpty() ? 0 : 1, waitingBytes + readTo - committed);
  }

  @Override
  public Duration leastInterval() {
    return Duration.ZERO;
  }

  @Override
  public void close() {}

  /** Whether the writer has said that nothing more comes. */
  synchronized boolean ended() {
    return ended;
  }

  private synchronized Optional<Piece> next() {
    Piece next = waiting.pollFirst();
    if (next instanceof Piece.Bytes bytes) {
      waitingBytes -= bytes.bytes().length;
      readTo = bytes.end();
    }
    return Optional.ofNullable(next);
  }

  private void readAll() {
    byte[] chunk = new byte[CHUNK_BYTES];
    try {
      for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
        arrive(Arrays.copyOf(chunk, length));
      }
    } catch (IOException closed) {
      end();
      return;
    }
    end();
  }

  private synchronized void arrive(byte[] bytes) {
    if (bytes.length == 0) {
      return;
    }
    stream = stream == null ? new LogStream(key, "stdin", format(bytes)) : stream;
    if (waitingBytes + bytes.length > mostWaitingBytes) {
      lost += bytes.length;
    } else {
      tellLost();
      waiting.addLast(new Piece.Bytes(stream, bytes, arrived));
      waitingBytes += bytes.length;
    }
    arrived += bytes.length;
  }

  private void tellLost() {
    if (lost > 0) {
      waiting.addLast(new Piece.Gap(stream, arrived - lost, lost));
      lost = 0;
    }
  }

  private synchronized void end() {
    ended = true;
    if (stream != null) {
      tellLost();
      waiting.addLast(new Piece.End(stream, arrived));
    }
  }

  private LogFormat format(byte[] first) {
    return switch (choice) {
      case STDERR -> LogFormat.STDERR;
      case CSVLOG -> LogFormat.CSVLOG;
      case JSONLOG -> LogFormat.JSONLOG;
      case AUTO -> guess(new String(first, StandardCharsets.ISO_8859_1));
    };
  }

  /** By how the first line begins. */
  static LogFormat guess(String beginning) {
    if (beginning.startsWith("{")) {
      return LogFormat.JSONLOG;
    }
    return CSV_LINE.matcher(beginning).lookingAt() ? LogFormat.CSVLOG : LogFormat.STDERR;
  }
}
