package io.dbintel.jobs.export.sink;

import io.dbintel.jobs.export.encode.OtlpEntry;
import io.dbintel.jobs.export.encode.OtlpSplitter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What one lane still has to deliver, in order: the parts of the request that is being delivered,
 * then the entries that wait behind it.
 */
final class LaneQueue {
  private final Deque<List<OtlpEntry>> parts = new ArrayDeque<>();
  private final Deque<OtlpEntry> waiting = new ArrayDeque<>();
  private long bytes;

  void add(OtlpEntry entry) {
    waiting.add(entry);
    bytes += entry.bodyBytes();
  }

  boolean isEmpty() {
    return parts.isEmpty() && waiting.isEmpty();
  }

  /** Bytes of everything not yet removed. */
  long bytes() {
    return bytes;
  }

  /**
   * The next request: at most this many bytes, or a single item. It stays the head until it is
   * removed or halved.
   */
  List<OtlpEntry> head(int maxBytes) {
    if (parts.isEmpty()) {
      parts.add(take(maxBytes));
    }
    boolean halved = true;
    while (halved && OtlpEntry.bodyBytes(parts.getFirst()) > maxBytes) {
      halved = halveHead();
    }
    return parts.getFirst();
  }

  private List<OtlpEntry> take(int maxBytes) {
    List<OtlpEntry> request = new ArrayList<>();
    long size = 0;
    while (!waiting.isEmpty()
        && (request.isEmpty() || size + waiting.getFirst().bodyBytes() <= maxBytes)) {
      size += waiting.getFirst().bodyBytes();
      request.add(waiting.removeFirst());
    }
    return List.copyOf(request);
  }

  /** Puts the head's two halves in its place; false when it holds a single item. */
  boolean halveHead() {
    List<List<OtlpEntry>> halves = OtlpSplitter.halve(parts.getFirst());
    if (halves.size() == 1) {
      return false;
    }
    removeHead();
    for (int i = halves.size() - 1; i >= 0; i--) {
      parts.addFirst(halves.get(i));
      bytes += OtlpEntry.bodyBytes(halves.get(i));
    }
    return true;
  }

  void removeHead() {
    bytes -= OtlpEntry.bodyBytes(parts.removeFirst());
  }

  /** Everything not yet removed, in order. */
  List<OtlpEntry> entries() {
    List<OtlpEntry> all = new ArrayList<>();
    parts.forEach(all::addAll);
    all.addAll(waiting);
    return all;
  }
}
