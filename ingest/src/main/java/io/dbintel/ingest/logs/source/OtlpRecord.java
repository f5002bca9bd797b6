package io.dbintel.ingest.logs.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * A log record as it was pushed.
 *
 * @param attributes texts by name, of its resource and its own; those of the resource win
 * @param timeNanos when it was made, else when the sender saw it, since the Unix epoch; 0 when the
 *     sender does not say
 * @param body text or object; never null
 */
record OtlpRecord(Map<String, String> attributes, long timeNanos, JsonNode body) {}
