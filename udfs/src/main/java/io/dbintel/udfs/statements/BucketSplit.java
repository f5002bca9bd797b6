package io.dbintel.udfs.statements;

import io.dbintel.schemas.statements.RowKeys;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Redistributes stored rows when the number of buckets changes.
 *
 * <p>Each row keeps its own base and time, so deltas stay exact. Where buckets of different age
 * meet in one, the older completeness and eviction count hold for it: intervals may widen, never
 * shrink. Buckets of another epoch than the newest hold nothing that can be compared and leave no
 * rows.
 */
public final class BucketSplit {
  private BucketSplit() {}

  /**
   * @param old the bytes of all buckets; missing buckets are simply not in it
   * @param oldBuckets number of buckets they were made for
   * @param buckets the new number, a power of two
   * @return bytes by new bucket. A new bucket of which a part was never polled knows of no complete
   *     poll.
   */
  public static Map<Integer, byte[]> split(Map<Integer, byte[]> old, int oldBuckets, int buckets) {
    Map<Integer, byte[]> result = new HashMap<>();
    for (int bucket = 0; bucket < buckets; bucket++) {
      byte[] state = collect(old, oldBuckets, bucket, buckets);
      if (state != null) {
        result.put(bucket, state);
      }
    }
    return result;
  }

  private static byte[] collect(Map<Integer, byte[]> old, int oldBuckets, int bucket, int buckets) {
    List<byte[]> sources = new ArrayList<>();
    int parts = Math.max(1, oldBuckets / buckets);
    int first = buckets >= oldBuckets ? bucket / (buckets / oldBuckets) : bucket * parts;
    for (int i = 0; i < parts; i++) {
      byte[] source = old.get(first + i);
      if (source != null) {
        sources.add(source);
      }
    }
    if (sources.isEmpty()) {
      return null;
    }
    byte[] newest = newest(sources);
    sources.removeIf(source -> BucketState.epoch(source) != BucketState.epoch(newest));
    return merge(sources, newest, sources.size() == parts, bucket, buckets);
  }

  private static byte[] merge(
      List<byte[]> sources, byte[] newest, boolean whole, int bucket, int buckets) {
    int rows = 0;
    long completeAt = whole ? Long.MAX_VALUE : BucketState.NEVER;
    long polledAt = Long.MIN_VALUE;
    long dealloc = Long.MAX_VALUE;
    long mask = BucketState.mask(newest);
    for (byte[] source : sources) {
      rows += rowsIn(source, bucket, buckets);
      completeAt = Math.min(completeAt, BucketState.completeAt(source));
      polledAt = Math.max(polledAt, BucketState.polledAt(source));
      mask &= BucketState.mask(source);
      dealloc = Math.min(dealloc, BucketState.dealloc(source));
    }
    byte[] merged = BucketState.allocate(rows, mask);
    BucketState.header(merged, BucketState.epoch(newest), completeAt, polledAt, dealloc);
    int next = 0;
    for (byte[] source : sources) {
      for (int i = 0; i < BucketState.rows(source); i++) {
        if (bucketOf(source, i, buckets) == bucket) {
          RowDelta.copy(source, i, merged, next++);
        }
      }
    }
    return merged;
  }

  private static int rowsIn(byte[] source, int bucket, int buckets) {
    int rows = 0;
    for (int i = 0; i < BucketState.rows(source); i++) {
      rows += bucketOf(source, i, buckets) == bucket ? 1 : 0;
    }
    return rows;
  }

  private static int bucketOf(byte[] source, int index, int buckets) {
    return RowKeys.bucket(BucketState.hash(source, BucketState.row(source, index)), buckets);
  }

  private static byte[] newest(Collection<byte[]> sources) {
    byte[] newest = null;
    for (byte[] source : sources) {
      if (newest == null || BucketState.polledAt(source) > BucketState.polledAt(newest)) {
        newest = source;
      }
    }
    return newest;
  }
}
