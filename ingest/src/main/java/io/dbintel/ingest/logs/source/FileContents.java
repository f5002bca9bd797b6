package io.dbintel.ingest.logs.source;

import io.dbintel.ingest.postgres.PollFailure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares what files hold, by a few bytes of them. */
final class FileContents {
  private static final int LINE_SEARCH_BYTES = 64 << 10;

  private final LogFiles files;
  private final Map<String, List<LogFile>> neighbours = new HashMap<>();

  FileContents(LogFiles files) {
    this.files = files;
  }

  /** Files in the same folder, as they were when first asked for in this look. */
  List<LogFile> neighbours(LogFile file) {
    return neighbours.computeIfAbsent(file.folder(), folder -> files.neighbours(file.path()));
  }

  void forgetNeighbours() {
    neighbours.clear();
  }

  Optional<String> fingerprint(LogFile file) throws PollFailure {
    return files.read(file, 0, Fingerprint.BYTES).flatMap(Fingerprint::of);
  }

  /** What stands before an offset. */
  Landmark landmark(LogFile file, long offset) throws PollFailure {
    byte[] before =
        files
            .read(file, Landmark.begin(offset), Landmark.length(offset))
            .orElseGet(() -> new byte[0]);
    return Landmark.of(Landmark.begin(offset) + before.length, before);
  }

  /** The end of a file, or with {@code exact} false the end of its last whole line. */
  Landmark end(LogFile file, boolean exact) throws PollFailure {
    if (exact) {
      return landmark(file, file.size());
    }
    long from = Math.max(0, file.size() - LINE_SEARCH_BYTES);
    byte[] last = files.read(file, from, (int) (file.size() - from)).orElseGet(() -> new byte[0]);
    int end = last.length;
    while (end > 0 && last[end - 1] != '\n') {
      end--;
    }
    return landmark(file, end > 0 ? from + end : file.size());
  }

  /**
   * Whether a file has what was read of a log last. A standby has the name of its primary's file,
   * and perhaps, by a base backup, its beginning.
   */
  boolean goesOn(FileStream stream, LogFile file) throws PollFailure {
    Landmark known = stream.landmark();
    return file.size() >= known.offset() && landmark(file, known.offset()).equals(known);
  }

  /** Whether a file has what stands before the landmark of a log: it is that log, or a copy. */
  boolean continues(FileStream stream, LogFile file) throws PollFailure {
    Landmark known = stream.landmark();
    if (known.offset() == 0) {
      return stream.detached() || beginsLike(stream, file);
    }
    return file.size() >= Math.max(known.offset(), stream.detached() ? stream.read() : 0)
        && landmark(file, known.offset()).equals(known);
  }

  /** Whether a file has what the file of a log has there: a copy that is being made, for one. */
  boolean beginsLike(FileStream stream, LogFile file) throws PollFailure {
    long common = Math.min(file.size(), stream.file().size());
    return common > 0 && landmark(file, common).equals(landmark(stream.file(), common));
  }

  /** A copy of a log whose own file is gone or emptied, with all that is left to read. */
  Optional<LogFile> copyOf(FileStream stream, Set<String> taken) throws PollFailure {
    for (LogFile candidate : neighbours(stream.file())) {
      boolean free = !taken.contains(candidate.id()) || stream.copies().contains(candidate.id());
      if (free
          && candidate.size() >= Math.max(stream.read(), 1)
          && fingerprint(candidate).equals(Optional.of(stream.fingerprint()))
          && continues(stream, candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }
}
