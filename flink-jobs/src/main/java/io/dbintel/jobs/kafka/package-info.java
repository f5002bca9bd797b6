/**
 * The edge to Kafka that all jobs share. In: bytes of any topic, as {@link
 * io.dbintel.jobs.kafka.RawRecord}, undecoded, so that reading never fails. Out: {@link
 * io.dbintel.jobs.kafka.OutboundRecord}, each written at least once to the topic it names. Knows
 * nothing of what a record means.
 */
package io.dbintel.jobs.kafka;
