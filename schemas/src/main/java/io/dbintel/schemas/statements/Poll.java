package io.dbintel.schemas.statements;

import io.dbintel.schemas.envelope.Sequence;

/**
 * Which part of which poll a chunk is.
 *
 * @param number number of the poll in its collector run; rises by one with each poll
 * @param bucket index of the chunk's bucket, from 0; -1 in the single record of a failed poll
 * @param buckets number of buckets of the poll, a power of two; 0 in a failed poll
 * @param bucketRows rows in this chunk
 * @param pollRows rows in the whole poll
 * @param hiddenRows rows whose queryid the reader may not see; they are in no chunk
 * @param dealloc {@code pg_stat_statements_info.dealloc}; null before PostgreSQL 14
 * @param textsSequence the last record of texts published before this poll; null when there is none
 */
public record Poll(
    long number,
    int bucket,
    int buckets,
    int bucketRows,
    int pollRows,
    int hiddenRows,
    Long dealloc,
    Sequence textsSequence) {}
