/**
 * The contracts: what travels through Kafka, in which topic, in which form.
 *
 * <p>Everything here is data and codecs. It must not know Kafka, Flink, PostgreSQL drivers or HTTP.
 */
package io.dbintel.schemas;
