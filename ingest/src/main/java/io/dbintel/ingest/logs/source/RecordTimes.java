package io.dbintel.ingest.logs.source;

import java.util.Arrays;

/** When the records of a stream were made, by the offset at which each begins. */
public final class RecordTimes {
  private final long[] offsets;
  private final long[] nanos;

  /**
   * @param offsets ascending, of the first byte of each record
   * @param nanos since the Unix epoch; 0 when the sender did not say
   */
  public RecordTimes(long[] offsets, long[] nanos) {
    this.offsets = offsets.clone();
    this.nanos = nanos.clone();
  }

  /** Of the record that the byte at this offset belongs to. */
  public long at(long offset) {
    int place = Arrays.binarySearch(offsets, offset);
    int index = place >= 0 ? place : -place - 2;
    return index < 0 ? 0 : nanos[index];
  }
}
