package io.dbintel.udfs.statements;

import io.dbintel.schemas.statements.RowKeys;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Layout of a bucket's bytes: a header, then rows of fixed width.
 *
 * <pre>
 * header: format 1 | epoch 8 | completeAt 8 | polledAt 8 | dealloc 8 | counterMask 8 | rows 4
 * row:    queryid 8 | userid 4 | dbid 4 | toplevel 1 | statsSince 8 | seenAt 8 | counters 8 each
 * </pre>
 *
 * <p>{@code completeAt} is the time of the last complete poll: a key that is not in the bucket did
 * not exist then. {@code seenAt} is the time of the row's own last poll. Times are the server's
 * clock in µs. Counters are those of the mask, by ordinal.
 */
final class BucketState {
  static final byte FORMAT = 1;
  static final int HEADER_BYTES = 45;
  static final int ROW_KEY_BYTES = 33;

  /** No complete poll is known: nothing can be said about keys that are not in the bucket. */
  static final long NEVER = Long.MIN_VALUE;

  static final long DEALLOC_UNKNOWN = -1;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private BucketState() {}

  /** The state itself, when it is of a format that this release reads; null stays null. */
  static byte[] checked(byte[] state) {
    if (state != null && state[0] != FORMAT) {
      throw new IllegalStateException("State format " + state[0] + " of a bucket, not " + FORMAT);
    }
    return state;
  }

  static byte[] allocate(int rows, long mask) {
    byte[] state = new byte[HEADER_BYTES + rows * rowBytes(mask)];
    state[0] = FORMAT;
    putLong(state, 33, mask);
    putInt(state, 41, rows);
    return state;
  }

  static void header(byte[] state, long epoch, long completeAt, long polledAt, long dealloc) {
    putLong(state, 1, epoch);
    putLong(state, 9, completeAt);
    putLong(state, 17, polledAt);
    putLong(state, 25, dealloc);
  }

  static long epoch(byte[] state) {
    return getLong(state, 1);
  }

  static long completeAt(byte[] state) {
    return getLong(state, 9);
  }

  static long polledAt(byte[] state) {
    return getLong(state, 17);
  }

  static long dealloc(byte[] state) {
    return getLong(state, 25);
  }

  static long mask(byte[] state) {
    return getLong(state, 33);
  }

  static int rows(byte[] state) {
    return getInt(state, 41);
  }

  static int rowBytes(long mask) {
    return ROW_KEY_BYTES + Long.bitCount(mask) * Long.BYTES;
  }

  /** Offset of a row. */
  static int row(byte[] state, int index) {
    return HEADER_BYTES + index * rowBytes(mask(state));
  }

  static void key(byte[] state, int row, long queryid, int userid, int dbid, boolean toplevel) {
    putLong(state, row, queryid);
    putInt(state, row + 8, userid);
    putInt(state, row + 12, dbid);
    state[row + 16] = (byte) (toplevel ? 1 : 0);
  }

  static void times(byte[] state, int row, long statsSince, long seenAt) {
    putLong(state, row + 17, statsSince);
    putLong(state, row + 25, seenAt);
  }

  static long queryid(byte[] state, int row) {
    return getLong(state, row);
  }

  static int userid(byte[] state, int row) {
    return getInt(state, row + 8);
  }

  static int dbid(byte[] state, int row) {
    return getInt(state, row + 12);
  }

  static boolean toplevel(byte[] state, int row) {
    return state[row + 16] != 0;
  }

  static long statsSince(byte[] state, int row) {
    return getLong(state, row + 17);
  }

  static long seenAt(byte[] state, int row) {
    return getLong(state, row + 25);
  }

  static long hash(byte[] state, int row) {
    return RowKeys.hash(
        userid(state, row), dbid(state, row), toplevel(state, row), queryid(state, row));
  }

  static long getLong(byte[] state, int offset) {
    return (long) LONG.get(state, offset);
  }

  static void putLong(byte[] state, int offset, long value) {
    LONG.set(state, offset, value);
  }

  private static int getInt(byte[] state, int offset) {
    return (int) INT.get(state, offset);
  }

  private static void putInt(byte[] state, int offset, int value) {
    INT.set(state, offset, value);
  }
}
