package io.dbintel.ingest.publish.spool;

import io.dbintel.ingest.publish.OutgoingRecord;
import io.dbintel.ingest.publish.PublishException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that watches over a {@link SpoolingPublisher}: notices when Kafka goes away, reaches
 * it again, and delivers the spool in order.
 */
final class Courier implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
  private static final int BATCH_RECORDS = 10_000;
  private static final long LOOK_MILLIS = 200;
  private static final long RETRY_MILLIS = 2_000;
  private static final long SYNC_MILLIS = 1_000;

  private final SpoolingPublisher publisher;
  private final Spool spool;
  private final Duration patience;
  private final long batchBytes;
  private final Thread thread;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final BlockingQueue<KafkaLink> aborted = new LinkedBlockingQueue<>();
  private volatile KafkaLink link;

  /** On its own: reaching Kafka may block for longer than what is on disk may stay unsafe. */
  private final ScheduledExecutorService syncing =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread timer = new Thread(task, "dbintel-spool-sync");
            timer.setDaemon(true);
            return timer;
          });

  Courier(SpoolingPublisher publisher, Spool spool, Duration patience, long batchBytes) {
    this.publisher = publisher;
    this.spool = spool;
    this.patience = patience;
    this.batchBytes = batchBytes;
    this.thread = new Thread(this, "dbintel-courier");
    thread.setDaemon(true);
  }

  /**
   * @param reached where the spool is delivered to; null when Kafka has not been reached
   */
  void begin(KafkaLink reached) {
    link = reached;
    var unused =
        syncing.scheduleWithFixedDelay(this::sync, SYNC_MILLIS, SYNC_MILLIS, TimeUnit.MILLISECONDS);
    thread.start();
  }

  /** Whether it has a connection over which it delivers the spool. */
  boolean delivers() {
    return link != null;
  }

  /** Gives a producer up, on this thread's time. */
  void abort(KafkaLink given) {
    aborted.add(given);
  }

  /** Ends, within the limit; what is not delivered stays in the spool. */
  void close(Duration limit) {
    closing.countDown();
    syncing.shutdown();
    try {
      thread.join(Math.max(1, limit.toMillis()));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void run() {
    try {
      do {
        watch();
      } while (!closing.await(pauseMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      abortAll();
      giveUp();
    }
  }

  /** Whatever goes wrong in a client, records must go out once it is right again. */
  private void watch() throws InterruptedException {
    try {
      abortAll();
      if (publisher.direct()) {
        publisher.check();
      } else {
        deliver();
      }
    } catch (RuntimeException | LinkageError unexpected) {
      LOG.error(
          "Delivery to Kafka failed ({}); it is tried again", unexpected.getClass().getName());
      spool.release();
      giveUp();
    }
  }

  private long pauseMillis() {
    return publisher.direct() || link != null ? LOOK_MILLIS : RETRY_MILLIS;
  }

  /** Delivers until the spool is empty, Kafka goes away, or this ends. */
  private void deliver() throws InterruptedException {
    if (link == null) {
      connect();
    }
    while (link != null && closing.getCount() > 0) {
      if (publisher.goDirect(link, 0)) {
        handedOver();
        return;
      }
      deliverBatch();
    }
  }

  private void connect() {
    try {
      link = publisher.connect();
      LOG.info("Kafka is reached again: delivering {} records", spool.records());
      if (!link.absent().isEmpty()) {
        LOG.error(
            "Topics {} do not exist: their records are lost. Fix: create them, or set"
                + " kafka.create_topics: true, and restart",
            link.absent());
      }
    } catch (PublishException away) {
      LOG.debug("{}", away.getMessage());
    }
  }

  private void deliverBatch() throws InterruptedException {
    try {
      Batch batch = spool.peek(BATCH_RECORDS, batchBytes);
      BatchDelivery delivery = send(batch);
      // New records may follow on the same producer as soon as all that waits is sent.
      boolean handedOver = publisher.goDirect(link, batch.records().size());
      if (delivery.await(patience)) {
        delivery.count(publisher.losses());
        spool.commit(batch);
        if (handedOver) {
          handedOver();
        }
      } else {
        spool.release();
        goneAgain(handedOver);
      }
    } catch (IOException failure) {
      spool.release();
      LOG.error("The spool cannot be read ({})", failure.getClass().getSimpleName());
      giveUp();
    }
  }

  private BatchDelivery send(Batch batch) {
    BatchDelivery delivery = new BatchDelivery(batch.records().size());
    for (OutgoingRecord record : batch.records()) {
      if (delivery.refused()) {
        break;
      }
      link.send(record, delivery.of(record));
    }
    return delivery;
  }

  private void handedOver() {
    link = null;
    LOG.info("Records go straight to Kafka");
  }

  private void goneAgain(boolean handedOver) {
    if (handedOver) {
      link = null;
      publisher.refuse();
    } else {
      LOG.warn("Kafka went away again: {} records wait in the spool", spool.records());
      giveUp();
    }
  }

  private void sync() {
    try {
      spool.sync();
    } catch (IOException failure) {
      LOG.error("The spool cannot be written ({})", failure.getClass().getSimpleName());
    }
  }

  private void giveUp() {
    KafkaLink current = link;
    link = null;
    if (current != null) {
      current.abort();
    }
  }

  private void abortAll() {
    KafkaLink given = aborted.poll();
    while (given != null) {
      given.abort();
      given = aborted.poll();
    }
  }
}
