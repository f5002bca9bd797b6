package io.dbintel.ingest.logs.source;

import io.dbintel.ingest.config.LogFormatChoice;
import io.dbintel.ingest.postgres.FailureCode;
import io.dbintel.ingest.postgres.PollFailure;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A log in files: several at once, that are renamed, copied, emptied, deleted and made while it is
 * read. The position is the file, by device, inode and first line, and an offset in it.
 */
public final class FilesSource implements LogSource {
  private static final int PIECE_BYTES = 256 << 10;
  private static final int MOST_PIECE_BYTES = 1 << 20;

  /** Who wrote to a file that was renamed, copied or deleted may still be about to. */
  private static final long LAST_WORDS_MILLIS = 10_000;

  /** A file beside a newer one gets nothing more, after this. */
  private static final long SUPERSEDED_MILLIS = 60_000;

  private static final long RELEASE_MILLIS = 300_000;

  private final LogFiles files;
  private final LogFormatChoice format;
  private final FilePositions positions;
  private final FileStreams streams;
  private final Clock clock;
  private final long mostBytes;
  private final String nothingFound;
  private boolean loaded;
  private boolean dirty;
  private long budget;

  private FilesSource(
      LogFiles files,
      LogFormatChoice format,
      boolean fromBeginning,
      PositionStore store,
      Clock clock,
      long mostBytes,
      String nothingFound) {
    this.files = files;
    this.format = format;
    this.positions = new FilePositions(store);
    this.streams = new FileStreams(files, fromBeginning, clock);
    this.clock = clock;
    this.mostBytes = mostBytes;
    this.nothingFound = nothingFound;
  }

  /**
   * Files of this machine.
   *
   * @param paths with {@code *} in the last part, commas between them
   */
  public static FilesSource local(
      String paths,
      LogFormatChoice format,
      boolean fromBeginning,
      PositionStore store,
      Clock clock) {
    return new FilesSource(
        new LocalLogFiles(paths),
        format,
        fromBeginning,
        store,
        clock,
        Long.MAX_VALUE,
        "no file matches " + paths);
  }

  /**
   * Files that are reached in another way.
   *
   * @param mostBytes of one read
   */
  static FilesSource of(
      LogFiles files,
      LogFormatChoice format,
      boolean fromBeginning,
      PositionStore store,
      Clock clock,
      long mostBytes) {
    return new FilesSource(
        files, format, fromBeginning, store, clock, mostBytes, "the server has no log files");
  }

  @Override
  public void read(PieceSink out) throws PollFailure {
    if (!loaded) {
      streams.restore(positions.load());
      loaded = true;
    }
    boolean first = streams.neverLooked();
    streams.look(RichestFormat.of(files.list(), format));
    if (first) {
      // A crash now must not make this start the first one again: what came since would be left
      // out.
      saveFirst();
    }
    budget = mostBytes;
    for (FileStream stream : streams.all()) {
      if (budget > 0 && out.ready()) {
        drain(stream, out);
      }
    }
    dirty |= streams.forget();
    Optional<PollFailure> failure = streams.takeFailure();
    if (failure.isPresent()) {
      throw failure.get();
    }
    if (streams.all().isEmpty()) {
      throw PollFailure.of(
          FailureCode.LOG_NOT_FOUND,
          nothingFound,
          "correct logs.paths, or wait for the server to log something");
    }
  }

  @Override
  public void committed(String key, long offset) {
    streams
        .of(key)
        .filter(stream -> offset > stream.committed())
        .ifPresent(
            stream -> {
              stream.commit(offset);
              dirty = true;
            });
  }

  @Override
  public boolean rewind(String key) {
    streams.of(key).ifPresent(FileStream::rewind);
    return true;
  }

  @Override
  public void save() throws PollFailure {
    if (dirty) {
      positions.save(streams.all());
      dirty = false;
    }
  }

  @Override
  public SourceStatus status() {
    List<FileStream> all = streams.all();
    return new SourceStatus(all.size(), all.stream().mapToLong(FileStream::lag).sum());
  }

  @Override
  public Duration leastInterval() {
    return files.leastInterval();
  }

  @Override
  public void close() {
    files.close();
  }

  /** A full disk must not keep the log from being read. */
  private void saveFirst() {
    try {
      positions.save(streams.all());
    } catch (PollFailure unwritable) {
      dirty = true;
      streams.failed(unwritable);
    }
  }

  private void drain(FileStream stream, PieceSink out) {
    if (stream.detached()) {
      if (!stream.ended()) {
        out.accept(lastWord(stream));
      }
      return;
    }
    try {
      Optional<byte[]> bytes = next(stream);
      while (bytes.isPresent()) {
        Piece piece = new Piece.Bytes(stream.stream(), bytes.get(), stream.read());
        stream.advance(bytes.get());
        budget -= bytes.get().length;
        dirty = true;
        out.accept(piece);
        if (budget <= 0 || !out.ready()) {
          return;
        }
        bytes = next(stream);
      }
      finish(stream).ifPresent(out::accept);
    } catch (PollFailure failure) {
      streams.failed(failure);
    }
  }

  /** Empty when all that is there was read. */
  private Optional<byte[]> next(FileStream stream) throws PollFailure {
    if (stream.unread() == 0) {
      return Optional.empty();
    }
    long from = stream.read();
    int before = stream.forgotTail() ? Landmark.length(from) : 0;
    int length = (int) Math.min(Math.min(budget, pieceBytes()), stream.unread());
    Optional<byte[]> bytes = files.read(stream.file(), from - before, before + length);
    if (bytes.isEmpty() || bytes.get().length <= before) {
      return Optional.empty();
    }
    byte[] all = bytes.get();
    if (before > 0) {
      stream.remember(Arrays.copyOf(all, before));
    }
    return Optional.of(Arrays.copyOfRange(all, before, all.length));
  }

  private int pieceBytes() {
    return mostBytes == Long.MAX_VALUE ? PIECE_BYTES : MOST_PIECE_BYTES;
  }

  /** Everything that is there was read: perhaps it ends here. */
  private Optional<Piece> finish(FileStream stream) {
    long idle = stream.idleMillis(clock.millis());
    boolean gone = stream.moved() || streams.nameless(stream);
    boolean over =
        gone ? idle >= LAST_WORDS_MILLIS : streams.hasNewer(stream) && idle >= SUPERSEDED_MILLIS;
    if (idle >= RELEASE_MILLIS) {
      files.release(stream.file().id());
    }
    if (stream.ended() || stream.skipped() || stream.unread() > 0 || !over) {
      return Optional.empty();
    }
    if (streams.nameless(stream)) {
      files.release(stream.file().id());
    }
    stream.end();
    return Optional.of(new Piece.End(stream.stream(), stream.read()));
  }

  private Piece lastWord(FileStream stream) {
    stream.end();
    dirty = true;
    long offset = stream.read();
    long lost = stream.lose();
    return lost > 0
        ? new Piece.Gap(stream.stream(), offset, lost)
        : new Piece.End(stream.stream(), offset);
  }
}
