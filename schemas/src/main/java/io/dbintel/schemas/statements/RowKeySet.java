package io.dbintel.schemas.statements;

import java.util.Arrays;

/**
 * The row keys of one chunk that were seen so far: open addressing over row numbers, reused from
 * chunk to chunk, so that it allocates only when a chunk is larger than all before it.
 *
 * <p>A slot counts only while it carries the current generation, so a new chunk clears nothing.
 */
final class RowKeySet {
  private static final int MIN_SLOTS = 256;

  private StatementsChunk chunk;
  private int[] rows = new int[MIN_SLOTS];
  private int[] generations = new int[MIN_SLOTS];
  private int generation;

  /** Empties the set and makes room for the rows of the chunk, at most half of the slots. */
  void begin(StatementsChunk newChunk) {
    chunk = newChunk;
    int wanted = Integer.highestOneBit(Math.max(1, newChunk.rows())) * 4;
    if (wanted > rows.length) {
      rows = new int[wanted];
      generations = new int[wanted];
      generation = 0;
    }
    generation++;
    if (generation == 0) {
      Arrays.fill(generations, 0);
      generation = 1;
    }
  }

  /**
   * Adds the key of a row.
   *
   * @param hash of the key; its low bits pick the slot, because one bucket shares the leading bits
   * @return false when an earlier row has the same key
   */
  boolean add(int row, long hash) {
    int mask = rows.length - 1;
    int slot = (int) hash & mask;
    while (generations[slot] == generation) {
      if (chunk.sameKey(row, rows[slot])) {
        return false;
      }
      slot = (slot + 1) & mask;
    }
    generations[slot] = generation;
    rows[slot] = row;
    return true;
  }
}
