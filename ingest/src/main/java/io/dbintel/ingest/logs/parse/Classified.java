package io.dbintel.ingest.logs.parse;

import java.util.Map;

/**
 * What an entry is.
 *
 * @param fields what was read out of its texts: {@link Long} and {@link Double} (units are in the
 *     names), lists of {@link Long} for process ids, and words of the data file as strings. Never
 *     what a user wrote
 */
public record Classified(EntryKind kind, Map<String, Object> fields) {}
