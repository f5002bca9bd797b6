package io.dbintel.udfs.statements.testing;

import io.dbintel.udfs.statements.SeriesLedger;
import io.dbintel.udfs.statements.StatementsProcessor;
import java.util.Map;
import java.util.TreeMap;

/** State in memory, the ledger always as bytes. */
public final class MemoryStore implements StatementsProcessor.Store {
  private final Map<Integer, byte[]> buckets = new TreeMap<>();
  private final boolean serializing;
  private SeriesLedger ledger = new SeriesLedger();

  /**
   * @param serializing whether the ledger passes through its bytes at each use
   */
  MemoryStore(boolean serializing) {
    this.serializing = serializing;
  }

  @Override
  public byte[] bucket(int bucket) {
    byte[] state = buckets.get(bucket);
    return state == null ? null : state.clone();
  }

  @Override
  public void putBucket(int bucket, byte[] state) {
    buckets.put(bucket, state);
  }

  @Override
  public void removeBucket(int bucket) {
    buckets.remove(bucket);
  }

  @Override
  public SeriesLedger ledger() {
    return serializing ? SeriesLedger.fromBytes(ledger.toBytes()) : ledger;
  }

  @Override
  public void putLedger(SeriesLedger newLedger) {
    ledger = serializing ? SeriesLedger.fromBytes(newLedger.toBytes()) : newLedger;
  }

  public Map<Integer, byte[]> buckets() {
    return buckets;
  }
}
