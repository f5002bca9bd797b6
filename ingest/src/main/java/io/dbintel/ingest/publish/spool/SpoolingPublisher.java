package io.dbintel.ingest.publish.spool;

import io.dbintel.ingest.config.KafkaConfig;
import io.dbintel.ingest.publish.KafkaConnection;
import io.dbintel.ingest.publish.LossReason;
import io.dbintel.ingest.publish.OutgoingRecord;
import io.dbintel.ingest.publish.PublishCounters;
import io.dbintel.ingest.publish.PublishException;
import io.dbintel.ingest.publish.PublisherStatus;
import io.dbintel.ingest.publish.RecordPublisher;
import io.dbintel.schemas.topic.Topic;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes to Kafka, and to disk while Kafka does not take records.
 *
 * <p>As long as all is well, records go straight to the producer. Once Kafka lets one wait for too
 * long, refuses one, or half of the buffer is full, the producer is given up: what it has not
 * delivered goes to the {@link Spool} in order, and so does all that follows. A {@link Courier}
 * reaches Kafka again and delivers the spool from its oldest record on; only when it is empty do
 * records go straight again. So the order of each instance is kept. A record whose acknowledgement
 * was lost is delivered twice.
 *
 * <p>Log entries and plans are refused, without being counted as lost, while they would go to a
 * spool that is more than half full, or to a full disk: a log waits in its files, and must not
 * drive out what is nowhere else.
 */
public final class SpoolingPublisher implements RecordPublisher {
  private static final Logger LOG = LoggerFactory.getLogger(SpoolingPublisher.class);
  private static final Duration LONGEST_PATIENCE = Duration.ofSeconds(10);

  private final KafkaConnection connection;
  private final Duration patience;
  private final long mostInFlight;
  private final PublishCounters counters = new PublishCounters();
  private final LossLog losses = new LossLog(counters);
  private final Spool spool;
  private final InFlight inFlight = new InFlight();
  private final ReentrantLock lock = new ReentrantLock();
  private final Courier courier;
  private volatile KafkaLink direct;
  private volatile KafkaLink lastLink;
  private volatile boolean doubtful;
  private boolean closed;

  private SpoolingPublisher(KafkaConnection connection, Path folder, long spoolBytes)
      throws IOException {
    KafkaConfig config = connection.config();
    this.connection = connection;
    this.patience =
        config.deliveryTimeout().compareTo(LONGEST_PATIENCE) < 0
            ? config.deliveryTimeout()
            : LONGEST_PATIENCE;
    this.mostInFlight = config.bufferBytes() / 2;
    this.spool =
        Spool.open(
            folder, spoolBytes, loss -> losses.lost(loss.topic(), loss.reason(), loss.records()));
    this.courier = new Courier(this, spool, patience, config.bufferBytes() / 4);
  }

  /**
   * Opens the spool and reaches Kafka; where it cannot be reached, records wait in the spool.
   *
   * @param folder of the spool
   * @param spoolBytes most that waits there
   * @throws PublishException when the settings are wrong, or the folder cannot be used
   */
  public static SpoolingPublisher open(KafkaConfig config, Path folder, long spoolBytes)
      throws PublishException {
    KafkaConnection connection = new KafkaConnection(config);
    connection.check();
    try {
      SpoolingPublisher publisher = new SpoolingPublisher(connection, folder, spoolBytes);
      publisher.begin(folder);
      return publisher;
    } catch (IOException unusable) {
      throw new PublishException(
          "The spool in "
              + folder
              + " cannot be used ("
              + unusable.getClass().getSimpleName()
              + "). Fix: let the collector's user write there, or correct state_directory");
    }
  }

  @Override
  public boolean publish(OutgoingRecord record) {
    lock.lock();
    try {
      if (!closed && !goesDirect() && canWait(record.topic()) && spool.isScarce()) {
        goAway();
        return false;
      }
      counters.received(record.topic());
      if (closed) {
        losses.lost(record.topic(), LossReason.KAFKA_REFUSED, 1);
        return false;
      }
      if (goesDirect()) {
        KafkaLink link = direct;
        long number = inFlight.add(record);
        link.send(record, new Direct(link, number));
        return true;
      }
      goAway();
      if (keep(record).isPresent()) {
        return false;
      }
    } finally {
      lock.unlock();
    }
    record.onDelivered().run();
    return true;
  }

  @Override
  public PublishCounters counters() {
    return counters;
  }

  @Override
  public int partitions(Topic topic) {
    KafkaLink link = lastLink;
    return link == null ? topic.partitions() : link.partitions(topic);
  }

  @Override
  public PublisherStatus status() {
    boolean takes = direct != null ? !doubtful : courier.delivers();
    return new PublisherStatus(takes, true, spool.records(), spool.bytes(), spool.oldestMillis());
  }

  /** Delivers what it can within the flush timeout; the rest stays in the spool. */
  @Override
  public void close() {
    courier.close(connection.config().flushTimeout());
    lock.lock();
    try {
      closed = true;
      KafkaLink link = direct;
      direct = null;
      if (link != null) {
        link.close(connection.config().flushTimeout());
        inFlight.takeAll().forEach(this::rescue);
      }
      long left = spool.records();
      spool.close();
      if (left > 0) {
        LOG.info("{} records wait in the spool for the next start", left);
      }
    } catch (IOException failure) {
      LOG.warn("The spool cannot be closed ({})", failure.getClass().getSimpleName());
    } finally {
      lock.unlock();
    }
    losses.summary();
  }

  LossLog losses() {
    return losses;
  }

  /** A new connection. */
  KafkaLink connect() throws PublishException {
    KafkaLink link = KafkaLink.open(connection);
    lastLink = link;
    return link;
  }

  /** Whether all that was sent is acknowledged in time. */
  boolean direct() {
    return direct != null;
  }

  /** Looks whether Kafka still takes what is sent straight to it. */
  void check() {
    if (doubtful || inFlight.oldestNanos() > patience.toNanos()) {
      lock.lock();
      try {
        goAway();
      } finally {
        lock.unlock();
      }
    }
  }

  /**
   * Sends records straight to Kafka from here on, if no more wait than were just sent there.
   *
   * @param sent oldest records of the spool, sent but perhaps not acknowledged
   */
  boolean goDirect(KafkaLink link, int sent) {
    lock.lock();
    try {
      if (closed || spool.records() != sent) {
        return false;
      }
      doubtful = false;
      direct = link;
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Kafka did not take what was sent straight to it. */
  void refuse() {
    doubtful = true;
    check();
  }

  private boolean goesDirect() {
    return direct != null && !doubtful && inFlight.bytes() < mostInFlight;
  }

  private static boolean canWait(Topic topic) {
    return topic == Topic.RAW_LOGS || topic == Topic.RAW_PLANS;
  }

  private void begin(Path folder) {
    try {
      KafkaLink link = connect();
      if (!goDirect(link, 0)) {
        LOG.info("{} records of an earlier run wait in the spool", spool.records());
        courier.begin(link);
        return;
      }
    } catch (PublishException away) {
      LOG.warn("{}. Until then records wait in {}", away.getMessage(), folder);
    }
    courier.begin(null);
  }

  private void goAway() {
    KafkaLink link = direct;
    if (link == null) {
      return;
    }
    direct = null;
    inFlight.takeAll().forEach(this::rescue);
    LOG.warn(
        "Kafka {}: {} records wait in the spool",
        doubtful ? "refuses records" : "does not acknowledge records in time",
        spool.records());
    // Its callbacks must find the lock free.
    courier.abort(link);
  }

  /** Keeps a record that was accepted before. */
  private void rescue(OutgoingRecord record) {
    Optional<LossReason> lost = keep(record);
    lost.ifPresentOrElse(record.onLost(), record.onDelivered());
  }

  /** Why it is lost; empty when it is kept. */
  private Optional<LossReason> keep(OutgoingRecord record) {
    LossReason reason;
    try {
      if (spool.append(record)) {
        return Optional.empty();
      }
      reason = LossReason.SPOOL_FULL;
    } catch (IOException failure) {
      reason = LossReason.SPOOL_BROKEN;
    }
    losses.lost(record.topic(), reason, 1);
    return Optional.of(reason);
  }

  /** What became of a record that was sent straight to Kafka. */
  private final class Direct implements KafkaLink.Outcome {
    private final KafkaLink link;
    private final long number;

    Direct(KafkaLink link, long number) {
      this.link = link;
      this.number = number;
    }

    @Override
    public void delivered() {
      inFlight
          .remove(number)
          .ifPresent(
              record -> {
                counters.delivered(record.topic(), record.value().length);
                record.onDelivered().run();
              });
    }

    @Override
    public void failed(LossReason reason) {
      if (reason == LossReason.KAFKA_REFUSED) {
        // One that was given up fails all that it holds.
        if (link == direct) {
          doubtful = true;
        }
        return;
      }
      inFlight
          .remove(number)
          .ifPresent(
              record -> {
                losses.lost(record.topic(), reason, 1);
                record.onLost().accept(reason);
              });
    }
  }
}
