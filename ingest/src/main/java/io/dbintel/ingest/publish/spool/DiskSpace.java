package io.dbintel.ingest.publish.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Whether the disk of a folder is full, as far as can be told. Not thread-safe. */
final class DiskSpace {
  /** What a file system needs for itself when it takes a few bytes. */
  private static final long SLACK_BYTES = 64 << 10;

  private final Path folder;
  private boolean refused;

  DiskSpace(Path folder) {
    this.folder = folder;
  }

  /**
   * Whether a write failed for lack of room, and not because the disk takes nothing at all: then it
   * would be of no use to drop anything.
   */
  boolean lacksRoom(IOException failure, long neededBytes) {
    String why = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    refused =
        why.contains("no space") || why.contains("quota") || usable() < neededBytes + SLACK_BYTES;
    return refused;
  }

  void took() {
    refused = false;
  }

  /** Whether it was full at the last write, and still looks so. */
  boolean isScarce() {
    refused &= usable() < SLACK_BYTES;
    return refused;
  }

  private long usable() {
    try {
      return Files.getFileStore(folder).getUsableSpace();
    } catch (IOException unknown) {
      return Long.MAX_VALUE;
    }
  }
}
