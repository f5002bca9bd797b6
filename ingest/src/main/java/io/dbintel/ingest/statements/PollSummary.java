package io.dbintel.ingest.statements;

import io.dbintel.schemas.envelope.Epoch;
import io.dbintel.schemas.envelope.Outcome;
import java.time.Duration;

/**
 * What one poll came to.
 *
 * @param pollNumber number of the poll in this collector run
 * @param outcome as published
 * @param reason null when the outcome is ok
 * @param message what failed, in our words; null when nothing did
 * @param fix the SQL, setting or check that helps; null when nothing failed
 * @param rows rows published
 * @param hiddenRows rows whose queryid the role may not see
 * @param buckets chunks the rows were split into; 0 when the poll failed
 * @param texts statement texts published with this poll
 * @param records records handed to the publisher
 * @param bytes of these records
 * @param accepted whether the publisher took every record
 * @param epoch null when the poll failed
 * @param serverVersionNum 0 when the server was not reached
 * @param duration from the first round trip to the last record
 */
public record PollSummary(
    String instance,
    long pollNumber,
    Outcome outcome,
    String reason,
    String message,
    String fix,
    int rows,
    int hiddenRows,
    int buckets,
    int texts,
    int records,
    long bytes,
    boolean accepted,
    Epoch epoch,
    int serverVersionNum,
    Duration duration) {}
