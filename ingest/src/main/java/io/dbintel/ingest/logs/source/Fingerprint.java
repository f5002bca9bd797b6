package io.dbintel.ingest.logs.source;

import java.util.Optional;

/**
 * Tells contents of files apart by their first line, which never changes once it is complete.
 * Inodes are used again, and a file that was emptied has the inode that it had.
 */
final class Fingerprint {
  /** How much of a file is looked at. */
  static final int BYTES = 1024;

  private Fingerprint() {}

  /**
   * Of the first line, or of the first {@value #BYTES} bytes when it is longer.
   *
   * @param head the first bytes of a file, up to {@link #BYTES}
   * @return empty while the line is not complete
   */
  static Optional<String> of(byte[] head) {
    int length = 0;
    while (length < head.length && head[length] != '\n') {
      length++;
    }
    boolean complete = length < head.length || length >= BYTES;
    return complete ? Optional.of(Digests.of(head, 0, Math.min(length, BYTES))) : Optional.empty();
  }
}
