package io.dbintel.ingest.logs.source;

import io.dbintel.ingest.logs.parse.LogFormat;

/**
 * A stream of a source.
 *
 * @param key tells it from all other streams of the target, also over restarts
 * @param name for people: the name of the file without its folder, or the kind of push
 * @param format of its entries
 * @param replayed whether the sender may send the same entries again in another stream: then an
 *     entry is told by its content, and not by stream and offset
 */
public record LogStream(String key, String name, LogFormat format, boolean replayed) {}
