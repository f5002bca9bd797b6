package io.dbintel.udfs.sql;

import java.util.Arrays;

/** Numbers the quoted aliases of a shape by first appearance, so that structure stays visible. */
final class Aliases {
  private long[] hashes = new long[16];
  private int[] numbers = new int[16];
  private int count;

  void clear() {
    if (count > 0) {
      Arrays.fill(numbers, 0);
      count = 0;
    }
  }

  int number(long hash) {
    int slot = slot(hash);
    if (numbers[slot] == 0) {
      hashes[slot] = hash;
      numbers[slot] = ++count;
      if (count * 2 > numbers.length) {
        grow();
        slot = slot(hash);
      }
    }
    return numbers[slot];
  }

  private int slot(long hash) {
    int slot = (int) (Hashes.mix(hash) & (numbers.length - 1));
    while (numbers[slot] != 0 && hashes[slot] != hash) {
      slot = (slot + 1) & (numbers.length - 1);
    }
    return slot;
  }

  private void grow() {
    long[] oldHashes = hashes;
    int[] oldNumbers = numbers;
    hashes = new long[oldHashes.length * 2];
    numbers = new int[hashes.length];
    for (int i = 0; i < oldHashes.length; i++) {
      if (oldNumbers[i] != 0) {
        int slot = slot(oldHashes[i]);
        hashes[slot] = oldHashes[i];
        numbers[slot] = oldNumbers[i];
      }
    }
  }
}
