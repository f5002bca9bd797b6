package io.dbintel.ingest.publish.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Moves frames towards the beginning of their file, over those that go: a full disk allows that. A
 * crash in the midst leaves frames twice, of which the second ones have numbers that were seen.
 */
final class Compaction {
  private final FileChannel file;
  private long end;
  private long runStart;
  private long run;

  /**
   * @param from where the first frame stands that may move
   */
  Compaction(FileChannel file, long from) {
    this.file = file;
    this.end = from;
  }

  /**
   * @param offset after the frame
   */
  void keep(Frame frame, long offset) throws IOException {
    endRun();
    long at = offset - frame.bytes();
    if (at > end) {
      ByteBuffer bytes = ByteBuffer.allocate(frame.bytes());
      int read = file.read(bytes, at);
      while (read >= 0 && bytes.hasRemaining()) {
        read = file.read(bytes, at + bytes.position());
      }
      write(bytes.flip());
    } else {
      end = offset;
    }
  }

  void drop(Frame frame) throws IOException {
    if (run > 0 && runStart + run != frame.sequence()) {
      endRun();
    }
    runStart = run == 0 ? frame.sequence() : runStart;
    run += frame.records();
  }

  void finish() throws IOException {
    endRun();
    file.truncate(end);
  }

  /** Says what went; the frame is smaller than any that it stands for. */
  private void endRun() throws IOException {
    if (run > 0) {
      write(Frames.writeDropped(runStart, run));
      run = 0;
    }
  }

  private void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      end += file.write(bytes, end);
    }
  }
}
