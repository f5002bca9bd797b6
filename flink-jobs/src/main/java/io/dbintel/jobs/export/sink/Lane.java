package io.dbintel.jobs.export.sink;

import io.dbintel.jobs.export.encode.OtlpEntry;
import io.dbintel.jobs.export.encode.Signal;
import io.dbintel.jobs.export.http.Outcome;
import java.time.Duration;
import java.util.List;

/**
 * Delivers the entries of some instances, one request at a time. Runs on the task's own thread
 * only.
 */
final class Lane {
  /** Beyond this many refused items of one record, its other refused parts are not taken apart. */
  static final int MAX_CULPRITS_PER_RECORD = 16;

  /** A destination that finds even this too large is answered by single items. */
  private static final int MIN_REQUEST_BYTES = 16 << 10;

  private final Signal signal;
  private final Delivery delivery;
  private final LaneQueue queue = new LaneQueue();
  private int maxRequestBytes;
  private boolean busy;
  private boolean lingering;
  private boolean draining;
  private int failures;
  private OtlpEntry lastCulprit;
  private int culprits;

  Lane(Signal signal, Delivery delivery) {
    this.signal = signal;
    this.delivery = delivery;
    this.maxRequestBytes = delivery.options().maxRequestBytes();
  }

  void add(OtlpEntry entry) {
    queue.add(entry);
    if (busy) {
      return;
    }
    if (draining || queue.bytes() >= maxRequestBytes) {
      send();
    } else if (!lingering) {
      lingering = true;
      delivery.after(delivery.options().linger(), this::lingered);
    }
  }

  /** From now on nothing waits for company. */
  void drain() {
    draining = true;
    lingered();
  }

  long bytes() {
    return queue.bytes();
  }

  List<OtlpEntry> entries() {
    return queue.entries();
  }

  private void lingered() {
    lingering = false;
    if (!busy) {
      send();
    }
  }

  private void send() {
    busy = !queue.isEmpty();
    if (busy) {
      delivery.send(signal, queue.head(maxRequestBytes), this::answered);
    }
  }

  private void answered(List<OtlpEntry> request, Outcome outcome) {
    switch (outcome.kind()) {
      case DELIVERED, PARTIALLY_REJECTED -> {
        delivery.accepted(signal, request, outcome);
        next();
      }
      case RETRY -> hold(request, outcome);
      case MISCONFIGURED -> {
        delivery.failIfNeverAccepted(signal, outcome);
        hold(request, outcome);
      }
      case TOO_LARGE -> {
        if (OtlpEntry.items(request) > 1) {
          maxRequestBytes = Math.max(MIN_REQUEST_BYTES, (int) (OtlpEntry.bodyBytes(request) / 2));
        }
        takeApart(request, outcome);
      }
      case REFUSED -> takeApart(request, outcome);
    }
  }

  /** What gathered during the request has waited long enough. */
  private void next() {
    queue.removeHead();
    failures = 0;
    send();
  }

  private void hold(List<OtlpEntry> request, Outcome outcome) {
    failures++;
    Duration delay = delivery.hold(signal, request, outcome, failures);
    delivery.after(delay, this::send);
  }

  private void takeApart(List<OtlpEntry> request, Outcome outcome) {
    failures = 0;
    OtlpEntry first = request.get(0);
    boolean hopeless = request.size() == 1 && culpritsOf(first) >= MAX_CULPRITS_PER_RECORD;
    if (!hopeless && queue.halveHead()) {
      send();
      return;
    }
    culprits = culpritsOf(first) + 1;
    lastCulprit = first;
    delivery.refuse(first, outcome);
    next();
  }

  private int culpritsOf(OtlpEntry entry) {
    return lastCulprit != null && lastCulprit.sameRecord(entry) ? culprits : 0;
  }
}
