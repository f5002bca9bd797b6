package io.dbintel.ingest.logs.source;

import java.util.Set;

/**
 * How far a file was read, as it is kept over a restart.
 *
 * @param id of the file, see {@link LogFile}
 * @param fingerprint of its first line
 * @param offset before which everything was delivered
 * @param seen largest size that was seen
 * @param landmarkOffset where the bytes end that {@code landmark} is made of
 * @param copies ids of files that hold the same
 * @param skipped whether it is left out because its entries are read in a richer form
 */
record FilePosition(
    String key,
    String name,
    String format,
    String id,
    String path,
    String fingerprint,
    long offset,
    long seen,
    long landmarkOffset,
    String landmark,
    Set<String> copies,
    boolean skipped) {}
