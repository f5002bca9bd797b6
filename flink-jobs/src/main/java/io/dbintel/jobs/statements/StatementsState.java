package io.dbintel.jobs.statements;

import io.dbintel.udfs.statements.InstanceProgress;
import io.dbintel.udfs.statements.SeriesLedger;
import io.dbintel.udfs.statements.StatementsProcessor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * Keyed state of the statements job: bytes of each bucket, progress and series of each instance.
 *
 * <p>One state access per chunk. The progress of polls under way, which every chunk changes, stays
 * on the heap and is written when the poll ends, before a snapshot, or when too many are under way.
 */
final class StatementsState implements StatementsProcessor.Store {
  /** Each holds at most a few hundred rows: tens of megabytes in all. */
  private static final int MAX_POLLS_ON_HEAP = 128;

  private final Consumer<Object> setCurrentKey;
  private final int topLimit;
  private final MapState<Integer, byte[]> buckets;
  private final ValueState<byte[]> progressState;
  private final ValueState<byte[]> ledgerState;
  private final Map<String, InstanceProgress> underWay = new LinkedHashMap<>(16, 0.75f, true);

  private String instance;
  private InstanceProgress progress;

  StatementsState(RuntimeContext context, Consumer<Object> setCurrentKey, int topLimit) {
    this.setCurrentKey = setCurrentKey;
    this.topLimit = topLimit;
    PrimitiveArrayTypeInfo<byte[]> bytes = PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO;
    buckets = context.getMapState(new MapStateDescriptor<>("buckets", Types.INT, bytes));
    progressState = context.getState(new ValueStateDescriptor<>("progress", bytes));
    ledgerState = context.getState(new ValueStateDescriptor<>("series", bytes));
  }

  /** Loads an instance; the current key is its. */
  void begin(String newInstance) {
    instance = newInstance;
    progress = underWay.get(instance);
    if (progress == null) {
      progress = InstanceProgress.fromBytes(State.get(progressState::value), topLimit);
    }
  }

  InstanceProgress progress() {
    return progress;
  }

  /** Keeps a poll under way on the heap, and writes one that has ended. */
  void end() {
    if (progress.inPoll()) {
      underWay.put(instance, progress);
      evict();
    } else {
      underWay.remove(instance);
      write(progress);
    }
  }

  /** Writes all progress on the heap to keyed state. */
  void flush() {
    underWay.forEach(
        (key, value) -> {
          setCurrentKey.accept(key);
          write(value);
        });
  }

  @Override
  public byte[] bucket(int bucket) {
    return State.get(() -> buckets.get(bucket));
  }

  @Override
  public void putBucket(int bucket, byte[] state) {
    State.run(() -> buckets.put(bucket, state));
  }

  @Override
  public void removeBucket(int bucket) {
    State.run(() -> buckets.remove(bucket));
  }

  @Override
  public SeriesLedger ledger() {
    return SeriesLedger.fromBytes(State.get(ledgerState::value));
  }

  @Override
  public void putLedger(SeriesLedger ledger) {
    State.run(() -> ledgerState.update(ledger.toBytes()));
  }

  private void evict() {
    if (underWay.size() <= MAX_POLLS_ON_HEAP) {
      return;
    }
    Map.Entry<String, InstanceProgress> eldest = underWay.entrySet().iterator().next();
    underWay.remove(eldest.getKey());
    setCurrentKey.accept(eldest.getKey());
    write(eldest.getValue());
    setCurrentKey.accept(instance);
  }

  private void write(InstanceProgress value) {
    byte[] bytes = value.toBytes();
    State.run(() -> progressState.update(bytes));
  }
}
