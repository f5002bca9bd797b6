package io.dbintel.schemas.statements;

import io.dbintel.schemas.envelope.Epoch;
import io.dbintel.schemas.envelope.Sequence;
import io.dbintel.schemas.envelope.Server;
import java.util.Map;

/**
 * What the rows of one record of {@code dbintel.statement-intervals} share.
 *
 * @param id deterministic: the same poll gives the same id, so duplicates can be dropped by it
 * @param instance the monitored instance; also the Kafka key
 * @param collector id of the collector whose poll closed the interval
 * @param collectedAt collector clock of that poll, µs
 * @param intervalEnd server clock after that poll's read, µs
 * @param poll the collector run and the number of that poll
 * @param bucket bucket of the rows
 * @param buckets number of buckets of that poll
 * @param evictions rise of {@code dealloc} since the bucket's previous poll; null when not known
 * @param vanished entries of the previous poll that are gone: what they accrued since is lost
 */
public record IntervalHeader(
    String id,
    String instance,
    String collector,
    long collectedAt,
    long intervalEnd,
    Server server,
    Epoch epoch,
    Sequence poll,
    int bucket,
    int buckets,
    Long evictions,
    int vanished,
    Map<Long, String> databases,
    Map<Long, String> roles) {}
