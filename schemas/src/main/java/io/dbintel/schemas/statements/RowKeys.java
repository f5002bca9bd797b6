package io.dbintel.schemas.statements;

/**
 * The 64-bit hash of a statement's row key, and the bucket it falls into.
 *
 * <p>Part of the wire contract: the collector groups rows by the leading bits of this hash, and the
 * jobs re-split their state with it. It must never change.
 */
public final class RowKeys {
  private static final int MAX_BUCKETS = 1 << 16;

  private RowKeys() {}

  /**
   * @param userid oid of the role, as unsigned 32 bits
   * @param dbid oid of the database, as unsigned 32 bits
   */
  public static long hash(int userid, int dbid, boolean toplevel, long queryid) {
    long oids = ((long) userid << 32) | (dbid & 0xFFFF_FFFFL);
    long hash = mix(queryid + 0x9E3779B97F4A7C15L);
    hash = mix(hash ^ oids);
    return mix(hash + (toplevel ? 1 : 2));
  }

  /** Bucket of a hash: its leading bits. {@code buckets} is a power of two. */
  public static int bucket(long hash, int buckets) {
    return buckets == 1 ? 0 : (int) (hash >>> (64 - Integer.numberOfTrailingZeros(buckets)));
  }

  /** Whether a number of buckets is allowed: a power of two from 1 to 65,536. */
  public static boolean validBuckets(int buckets) {
    return buckets >= 1 && buckets <= MAX_BUCKETS && Integer.bitCount(buckets) == 1;
  }

  /** The power of two that gives about {@code rowsPerBucket} rows a bucket. */
  public static int bucketsFor(int rows, int rowsPerBucket) {
    int wanted = Math.max(1, rows / rowsPerBucket);
    return Math.min(MAX_BUCKETS, Integer.highestOneBit(wanted));
  }

  /** Finalizer of splitmix64: every input bit moves every output bit. */
  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
