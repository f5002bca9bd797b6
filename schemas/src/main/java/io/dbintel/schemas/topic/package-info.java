/** The Kafka topics: names, keys, partitions, retention, size limits, and the form of a record. */
package io.dbintel.schemas.topic;
