package io.dbintel.ingest.logs.source;

import io.dbintel.ingest.logs.source.RichestFormat.Chosen;
import io.dbintel.ingest.logs.source.RichestFormat.Turn;
import io.dbintel.ingest.postgres.PollFailure;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which log is in which file, found out anew with each look. */
final class FileStreams {
  private static final long TWIN_MILLIS = 2_000;

  private final LogFiles files;
  private final boolean fromBeginning;
  private final Clock clock;
  private final FileContents contents;
  private final Map<String, FileStream> byKey = new LinkedHashMap<>();
  private final Map<String, Long> firstSeen = new HashMap<>();
  private final Set<String> nameless = new HashSet<>();
  private boolean first = true;
  private long connection;
  private boolean reconnected;
  private PollFailure failure;

  FileStreams(LogFiles files, boolean fromBeginning, Clock clock) {
    this.files = files;
    this.fromBeginning = fromBeginning;
    this.clock = clock;
    this.contents = new FileContents(files);
  }

  void restore(Optional<List<FilePosition>> positions) {
    first = positions.isEmpty();
    for (FilePosition position : positions.orElse(List.of())) {
      byKey.put(position.key(), FileStream.restored(position, clock.millis()));
    }
  }

  boolean neverLooked() {
    return first;
  }

  /** Older ones first, so that entries keep about the order in which they were written. */
  List<FileStream> all() {
    return List.copyOf(byKey.values());
  }

  Optional<FileStream> of(String key) {
    return Optional.ofNullable(byKey.get(key));
  }

  /** Whether its file was deleted, and is still open here. */
  boolean nameless(FileStream stream) {
    return nameless.contains(stream.stream().key());
  }

  /** Whether another log was begun after this one. */
  boolean hasNewer(FileStream stream) {
    FileStream newest = null;
    for (FileStream one : byKey.values()) {
      newest = one.skipped() ? newest : one;
    }
    return newest != stream;
  }

  void failed(PollFailure one) {
    failure = failure == null ? one : failure;
  }

  Optional<PollFailure> takeFailure() {
    Optional<PollFailure> taken = Optional.ofNullable(failure);
    failure = null;
    return taken;
  }

  void look(List<Chosen> present) {
    Map<String, Chosen> byId = new LinkedHashMap<>();
    present.forEach(chosen -> byId.put(chosen.file().id(), chosen));
    nameless.clear();
    contents.forgetNeighbours();
    reconnected = files.connection() != connection;
    connection = files.connection();
    for (FileStream stream : all()) {
      if (!stream.detached()) {
        attempt(() -> follow(stream, byId));
      }
    }
    Set<String> known = attached();
    List<Chosen> unknown =
        present.stream()
            .filter(chosen -> !known.contains(chosen.file().id()))
            .sorted(
                Comparator.comparingLong((Chosen chosen) -> chosen.file().modifiedMillis())
                    .thenComparing(chosen -> chosen.file().path()))
            .toList();
    for (Chosen chosen : unknown) {
      attempt(() -> meet(chosen));
    }
    firstSeen.keySet().retainAll(byId.keySet());
    first = false;
  }

  /** Drops logs that are done with. */
  boolean forget() {
    return byKey
        .values()
        .removeIf(
            stream ->
                stream.detached()
                    && stream.ended()
                    && stream.delivered()
                    && stream.copies().isEmpty());
  }

  /** What became of the file of a log. */
  private void follow(FileStream stream, Map<String, Chosen> byId) throws PollFailure {
    Chosen chosen = byId.get(stream.file().id());
    LogFile file = chosen == null ? elsewhere(stream).orElse(null) : chosen.file();
    stream.copies().removeIf(id -> !byId.containsKey(id));
    if (file == null || isOther(stream, file)) {
      stream.detach();
      contents.copyOf(stream, attached()).ifPresent(copy -> stream.moveTo(copy, clock.millis()));
      return;
    }
    stream.at(file, clock.millis());
    if (chosen != null) {
      takeTurn(stream, chosen.turn());
    }
  }

  /** Under another name that is not looked for, or without any. */
  private Optional<LogFile> elsewhere(FileStream stream) {
    LogFile last = stream.file();
    if (stream.ended() && stream.delivered()) {
      return Optional.empty();
    }
    for (LogFile neighbour : contents.neighbours(last)) {
      if (neighbour.id().equals(last.id())) {
        return Optional.of(neighbour);
      }
    }
    Optional<LogFile> open = files.deleted(last.id(), last.path());
    open.ifPresent(file -> nameless.add(stream.stream().key()));
    return open;
  }

  /** Whether the file holds another log than it did. */
  private boolean isOther(FileStream stream, LogFile file) throws PollFailure {
    return file.size() < stream.seen()
        || (stream.changed(file)
            && !contents.fingerprint(file).equals(Optional.of(stream.fingerprint())))
        || (reconnected && !contents.goesOn(stream, file));
  }

  private void takeTurn(FileStream stream, Turn turn) throws PollFailure {
    if (turn == Turn.SKIP) {
      stream.skipFromNowOn();
      if (stream.unread() == 0 && stream.delivered() && stream.file().size() > stream.read()) {
        stream.skipTo(contents.landmark(stream.file(), stream.file().size()));
      }
    } else if (turn != Turn.WAIT) {
      stream.noLongerSkipped();
    }
  }

  /** A file that holds no log that is known, as far as its id tells. */
  private void meet(Chosen chosen) throws PollFailure {
    LogFile file = chosen.file();
    Optional<String> fingerprint = contents.fingerprint(file);
    if (fingerprint.isEmpty() || isCopy(file, fingerprint.get()) || mayHaveTwin(chosen)) {
      return;
    }
    String key = file.id() + "-" + fingerprint.get();
    for (int again = 1; byKey.containsKey(key); again++) {
      key = file.id() + "-" + fingerprint.get() + "." + again;
    }
    boolean skip = chosen.turn() == Turn.SKIP || chosen.turn() == Turn.WAIT;
    boolean behind = skip || (first && !fromBeginning);
    Landmark start = behind ? contents.end(file, skip) : Landmark.START;
    LogStream stream = new LogStream(key, file.name(), chosen.format());
    FileStream begun = new FileStream(stream, fingerprint.get(), file, start, clock.millis());
    if (skip) {
      begun.skipTo(start);
    }
    byKey.put(key, begun);
  }

  private boolean isCopy(LogFile file, String fingerprint) throws PollFailure {
    for (FileStream stream : all()) {
      if (!stream.fingerprint().equals(fingerprint)) {
        continue;
      }
      if (stream.copies().contains(file.id())) {
        return true;
      }
      if (contents.continues(stream, file)) {
        if (stream.detached() && !stream.ended()) {
          stream.moveTo(file, clock.millis());
        } else {
          stream.copies().add(file.id());
        }
        return true;
      }
      if (!stream.detached() && contents.beginsLike(stream, file)) {
        return true;
      }
    }
    return false;
  }

  private boolean mayHaveTwin(Chosen chosen) {
    if (chosen.turn() == Turn.WAIT) {
      return !first;
    }
    long now = clock.millis();
    long since = firstSeen.computeIfAbsent(chosen.file().id(), id -> now);
    return chosen.turn() == Turn.READ_UNLESS_NEW && !first && now - since < TWIN_MILLIS;
  }

  private Set<String> attached() {
    Set<String> ids = new HashSet<>();
    for (FileStream stream : byKey.values()) {
      if (!stream.detached()) {
        ids.add(stream.file().id());
      }
    }
    return ids;
  }

  private void attempt(Look look) {
    try {
      look.run();
    } catch (PollFailure one) {
      failed(one);
    }
  }

  @FunctionalInterface
  private interface Look {
    void run() throws PollFailure;
  }
}
