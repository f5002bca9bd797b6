package io.dbintel.ingest.logs.source;

import io.dbintel.ingest.logs.parse.LogFormat;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** One log in one file, wherever that file goes. The file may get another log, this one may not. */
final class FileStream {
  private final LogStream stream;
  private final String fingerprint;
  private final Set<String> copies = new HashSet<>();
  private LogFile file;
  private boolean detached;
  private boolean moved;
  private boolean skipped;
  private boolean ended;
  private long readUntil = Long.MAX_VALUE;
  private long read;
  private long committed;
  private long seen;
  private long grownMillis;
  private byte[] tail;
  private Landmark landmark;

  FileStream(LogStream stream, String fingerprint, LogFile file, Landmark start, long nowMillis) {
    this.stream = stream;
    this.fingerprint = fingerprint;
    this.file = file;
    this.read = start.offset();
    this.committed = start.offset();
    this.seen = Math.max(start.offset(), file.size());
    this.landmark = start;
    this.grownMillis = nowMillis;
  }

  static FileStream restored(FilePosition position, long nowMillis) {
    LogFormat format = LogFormat.ofName(position.format()).orElse(LogFormat.STDERR);
    LogStream stream = new LogStream(position.key(), position.name(), format);
    LogFile file = new LogFile(position.id(), position.path(), -1, -1);
    FileStream restored =
        new FileStream(stream, position.fingerprint(), file, Landmark.START, nowMillis);
    restored.read = position.offset();
    restored.committed = position.offset();
    restored.seen = position.seen();
    restored.landmark = new Landmark(position.landmarkOffset(), position.landmark());
    restored.copies.addAll(position.copies());
    restored.skipped = position.skipped();
    restored.readUntil = position.skipped() ? position.offset() : Long.MAX_VALUE;
    return restored;
  }

  FilePosition position() {
    Landmark now = landmark();
    return new FilePosition(
        stream.key(),
        stream.name(),
        stream.format().id(),
        file.id(),
        file.path(),
        fingerprint,
        committed,
        seen,
        now.offset(),
        now.digest(),
        Set.copyOf(copies),
        skipped);
  }

  LogStream stream() {
    return stream;
  }

  String fingerprint() {
    return fingerprint;
  }

  /** Where it is read, or was read last. */
  LogFile file() {
    return file;
  }

  /** Whether its file is gone, or holds something else by now. */
  boolean detached() {
    return detached;
  }

  /** Whether it is read from a copy. */
  boolean moved() {
    return moved;
  }

  boolean ended() {
    return ended;
  }

  boolean skipped() {
    return skipped;
  }

  long read() {
    return read;
  }

  long committed() {
    return committed;
  }

  /** The largest size that was seen. */
  long seen() {
    return seen;
  }

  long lag() {
    return (detached || skipped ? read : Math.max(read, seen)) - committed;
  }

  /** How many bytes are there to be read. */
  long unread() {
    return detached ? 0 : Math.max(0, Math.min(seen, readUntil) - read);
  }

  boolean delivered() {
    return committed >= read;
  }

  long idleMillis(long nowMillis) {
    return nowMillis - grownMillis;
  }

  Set<String> copies() {
    return copies;
  }

  boolean changed(LogFile now) {
    return now.size() != file.size() || now.modifiedMillis() != file.modifiedMillis();
  }

  void at(LogFile now, long nowMillis) {
    if (now.size() > seen) {
      seen = now.size();
      grownMillis = nowMillis;
      ended = false;
    }
    file = now;
  }

  void moveTo(LogFile copy, long nowMillis) {
    copies.remove(copy.id());
    detached = false;
    moved = true;
    tail = null;
    file = copy;
    seen = Math.max(read, copy.size());
    grownMillis = nowMillis;
  }

  void detach() {
    detached = true;
  }

  void end() {
    ended = true;
  }

  /** Goes to the end over what is lost, now that it is detached. Returns how much that is. */
  long lose() {
    long lost = Math.max(0, seen - read);
    read = Math.max(read, seen);
    tail = null;
    return lost;
  }

  void commit(long offset) {
    committed = Math.max(committed, Math.min(offset, read));
  }

  void rewind() {
    seen = Math.max(seen, read);
    read = committed;
    tail = null;
    ended = false;
  }

  /** Goes on behind bytes that are not read. */
  void skipTo(Landmark there) {
    skipped = true;
    read = there.offset();
    readUntil = read;
    committed = there.offset();
    seen = Math.max(seen, read);
    landmark = there;
    tail = null;
  }

  /** Reads what is there now, and then no more. */
  void skipFromNowOn() {
    if (!skipped) {
      skipped = true;
      readUntil = seen;
    }
  }

  void noLongerSkipped() {
    skipped = false;
    readUntil = Long.MAX_VALUE;
  }

  /** Whether the bytes before the read offset must be given with {@link #remember} first. */
  boolean forgotTail() {
    return tail == null && read > 0;
  }

  void remember(byte[] before) {
    tail = before;
  }

  void advance(byte[] bytes) {
    int kept = Math.min(bytes.length, Landmark.BYTES);
    byte[] old = tail == null ? new byte[0] : tail;
    int older = Math.min(old.length, Landmark.BYTES - kept);
    byte[] next = new byte[older + kept];
    System.arraycopy(old, old.length - older, next, 0, older);
    System.arraycopy(bytes, bytes.length - kept, next, older, kept);
    tail = next;
    read += bytes.length;
    seen = Math.max(seen, read);
    ended = false;
  }

  /** The furthest place of which is known what stands before it. */
  Landmark landmark() {
    if (tail != null && tail.length == Landmark.length(read) && read >= landmark.offset()) {
      landmark = Landmark.of(read, Arrays.copyOf(tail, tail.length));
    }
    return landmark;
  }
}
