package io.dbintel.ingest.logs.source;

import io.dbintel.ingest.logs.parse.LogFormat;

/**
 * A stream of a source.
 *
 * @param key tells it from all other streams of the target, also over restarts
 * @param name for people: the name of the file without its folder, or the kind of push
 * @param format of its entries
 * @param times of a stream that is told by its content: a sender may send the same entries again in
 *     another stream, so an entry's identity is what it says and when; null for all other streams,
 *     in which it is stream and offset
 */
public record LogStream(String key, String name, LogFormat format, RecordTimes times) {
  /** A stream whose entries are told by their offsets. */
  public LogStream(String key, String name, LogFormat format) {
    this(key, name, format, null);
  }

  public boolean toldByContent() {
    return times != null;
  }
}
