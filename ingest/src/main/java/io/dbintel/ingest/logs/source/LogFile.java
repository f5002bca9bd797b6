package io.dbintel.ingest.logs.source;

/**
 * A file as a look at its folder shows it.
 *
 * @param id of the file whatever its name: device and inode where there are any
 * @param path where it is now
 * @param size in bytes
 * @param modifiedMillis since the Unix epoch, by the clock of the machine that has it
 */
record LogFile(String id, String path, long size, long modifiedMillis) {
  /** The name without its folder. */
  String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  String folder() {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }
}
