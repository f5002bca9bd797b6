package io.dbintel.local.otlp;

/**
 * What a receiver saw since it started.
 *
 * @param requests all of them, whatever the answer
 * @param answers2xx how many were answered with a status of 200 to 299
 * @param acceptedPoints metric points added to the totals, duplicates included
 * @param rejectedPoints points of an unknown kind, over the limit of series, or answered with
 *     success and lost on purpose
 * @param duplicatePoints accepted points that were there already or came too late to change a total
 * @param fallenPoints points of a monotonic cumulative series below an earlier one of the same run
 * @param logRecords log records kept
 * @param undecodable requests whose body was no OTLP
 */
public record ReceiverCounts(
    long requests,
    long answers2xx,
    long acceptedPoints,
    long rejectedPoints,
    long duplicatePoints,
    long fallenPoints,
    long logRecords,
    long undecodable) {}
