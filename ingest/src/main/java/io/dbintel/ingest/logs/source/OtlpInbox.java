package io.dbintel.ingest.logs.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.dbintel.ingest.config.LogFormatChoice;
import io.dbintel.ingest.logs.parse.LogFormat;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What was pushed for one target. The position is the request: it is answered when everything in it
 * was delivered, and whoever gets no answer sends it again. Thread-safe.
 */
public final class OtlpInbox implements LogSource {
  private static final int MOST_WAITING_BYTES = 32 << 20;

  private final LogFormatChoice format;
  private final String prefix;
  private final Map<String, Part> parts = new LinkedHashMap<>();
  private long waitingBytes;
  private long counter;
  private Runnable onArrival = () -> {};

  /**
   * @param start of the collector's run
   */
  public OtlpInbox(LogFormatChoice format, long start) {
    this.format = format;
    this.prefix = "otlp-" + start + "-";
  }

  /** Lines of one format in a row. */
  private static final class Part {
    private final LogStream stream;
    private final byte[] bytes;
    private final Submission submission;
    private boolean taken;
    private long unreadable;

    private Part(LogStream stream, byte[] bytes, Submission submission) {
      this.stream = stream;
      this.bytes = bytes;
      this.submission = submission;
    }
  }

  /** What one request brought for this target. */
  static final class Submission {
    private final CompletableFuture<Boolean> delivered = new CompletableFuture<>();
    private int open;
    private long unreadable;

    /** True once everything is delivered; false when it must be sent again. */
    CompletableFuture<Boolean> delivered() {
      return delivered;
    }

    /** How much of it could not be read; to be asked when it is delivered. */
    long unreadable() {
      return unreadable;
    }
  }

  /** Run after something was pushed, on the thread of who pushed it. */
  public synchronized void onArrival(Runnable action) {
    onArrival = action;
  }

  Optional<PushedLine> line(JsonNode body) {
    return PushedLine.of(body, format);
  }

  /**
   * Takes lines, and has them published.
   *
   * @param timeNanos of each line
   * @return empty when there is no room now
   */
  Optional<Submission> submit(List<PushedLine> lines, List<Long> timeNanos) {
    Runnable arrived;
    Submission submission = new Submission();
    synchronized (this) {
      long bytes = lines.stream().mapToLong(line -> line.bytes().length).sum();
      if (waitingBytes > 0 && waitingBytes + bytes > MOST_WAITING_BYTES) {
        return Optional.empty();
      }
      add(lines, timeNanos, submission);
      arrived = onArrival;
      if (submission.open == 0) {
        submission.delivered.complete(true);
        return Optional.of(submission);
      }
    }
    arrived.run();
    withdrawUntaken(submission);
    return Optional.of(submission);
  }

  @Override
  public void read(PieceSink out) {
    while (out.ready()) {
      Optional<Part> part = next();
      if (part.isEmpty()) {
        return;
      }
      out.accept(new Piece.Bytes(part.get().stream, part.get().bytes, 0));
      out.accept(new Piece.End(part.get().stream, part.get().bytes.length));
    }
  }

  @Override
  public synchronized void committed(String stream, long offset) {
    Part part = parts.get(stream);
    if (part != null && part.taken && offset >= part.bytes.length) {
      remove(part);
      part.submission.unreadable += part.unreadable;
      part.submission.open--;
      if (part.submission.open == 0) {
        part.submission.delivered.complete(true);
      }
    }
  }

  @Override
  public synchronized void unreadable(String stream, long runs) {
    Part part = parts.get(stream);
    if (part != null) {
      part.unreadable = runs;
    }
  }

  /** The sender is told, and sends it again. */
  @Override
  public synchronized boolean rewind(String stream) {
    Part part = parts.get(stream);
    if (part != null) {
      remove(part);
      part.submission.delivered.complete(false);
    }
    return true;
  }

  @Override
  public void save() {}

  @Override
  public synchronized SourceStatus status() {
    return new SourceStatus(parts.size(), waitingBytes);
  }

  @Override
  public Duration leastInterval() {
    return Duration.ZERO;
  }

  @Override
  public synchronized void close() {
    for (Part part : List.copyOf(parts.values())) {
      remove(part);
      part.submission.delivered.complete(false);
    }
  }

  private void add(List<PushedLine> lines, List<Long> timeNanos, Submission submission) {
    int from = 0;
    for (int i = 1; i <= lines.size(); i++) {
      LogFormat before = lines.get(i - 1).format();
      if (i == lines.size() || lines.get(i).format() != before) {
        add(before, lines.subList(from, i), timeNanos.subList(from, i), submission);
        from = i;
      }
    }
  }

  private void add(
      LogFormat of, List<PushedLine> lines, List<Long> timeNanos, Submission submission) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    long[] offsets = new long[lines.size()];
    long[] nanos = new long[lines.size()];
    for (int i = 0; i < lines.size(); i++) {
      offsets[i] = bytes.size();
      nanos[i] = timeNanos.get(i);
      bytes.writeBytes(lines.get(i).bytes());
    }
    String key = prefix + counter++;
    LogStream stream = new LogStream(key, "otlp", of, new RecordTimes(offsets, nanos));
    parts.put(key, new Part(stream, bytes.toByteArray(), submission));
    waitingBytes += bytes.size();
    submission.open++;
  }

  private synchronized Optional<Part> next() {
    for (Part part : parts.values()) {
      if (!part.taken) {
        part.taken = true;
        return Optional.of(part);
      }
    }
    return Optional.empty();
  }

  /** The publisher takes nothing now: better the sender waits than this. */
  private synchronized void withdrawUntaken(Submission submission) {
    for (Part part : new ArrayList<>(parts.values())) {
      if (part.submission == submission && !part.taken) {
        remove(part);
        submission.delivered.complete(false);
      }
    }
  }

  private void remove(Part part) {
    parts.remove(part.stream.key());
    waitingBytes -= part.bytes.length;
  }
}
