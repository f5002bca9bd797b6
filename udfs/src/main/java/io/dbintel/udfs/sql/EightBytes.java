package io.dbintel.udfs.sql;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight characters of a text at a time, a byte each, the first in the lowest byte. What is said of
 * characters is said in the highest bit of their bytes.
 */
final class EightBytes {
  static final int SIZE = Long.BYTES;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGHEST = 0x8080_8080_8080_8080L;

  private EightBytes() {}

  static long at(byte[] bytes, int at) {
    return (long) LONG.get(bytes, at);
  }

  static void put(byte[] bytes, int at, long eight) {
    LONG.set(bytes, at, eight);
  }

  /** Copies bytes, and up to seven more that both arrays must have room for. */
  static void copy(byte[] source, int from, byte[] target, int to, int size) {
    put(target, to, at(source, from));
    for (int i = SIZE; i < size; i += SIZE) {
      put(target, to + i, at(source, from + i));
    }
  }

  /** ASCII letters; what it says of characters beyond ASCII means nothing. */
  static long letters(long eight) {
    long lower = (eight & ~HIGHEST) | (0x20 * ONES);
    return from('a', lower) & ~from('z' + 1, lower) & HIGHEST;
  }

  /** Digits; what it says of characters beyond ASCII means nothing. */
  static long digits(long eight) {
    long ascii = eight & ~HIGHEST;
    return from('0', ascii) & ~from('9' + 1, ascii) & HIGHEST;
  }

  /** All but ASCII letters, digits and underscores. */
  static long others(long eight, long letters, long digits) {
    long underscores = HIGHEST - ((eight & ~HIGHEST) ^ ('_' * ONES));
    return (~(letters | digits | underscores) | eight) & HIGHEST;
  }

  /** What a string may end or go on with in another way: quotes, backslashes, and zeros. */
  static long stringStops(long eight) {
    long ascii = eight & ~HIGHEST;
    long equal =
        (HIGHEST - (ascii ^ ('\'' * ONES)))
            | (HIGHEST - (ascii ^ ('\\' * ONES)))
            | (HIGHEST - ascii);
    return equal & ~eight & HIGHEST;
  }

  /** Of characters of names, each as {@link Hashes} has it: letters in lower case. */
  static long lower(long eight) {
    return eight | (0x20 * ONES);
  }

  /** All bits of the characters before the first one said. */
  static long before(long said) {
    return (Long.lowestOneBit(said) >>> 7) - 1;
  }

  /** How many characters stand before the first one said. */
  static int first(long said) {
    return Long.numberOfTrailingZeros(said) >>> 3;
  }

  /** Sets the highest bit where a byte, below 128, is at least this. */
  private static long from(int least, long ascii) {
    return ascii + (0x80 - least) * ONES;
  }
}
