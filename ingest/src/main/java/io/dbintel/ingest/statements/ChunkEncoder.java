package io.dbintel.ingest.statements;

import io.dbintel.ingest.collect.Names;
import io.dbintel.schemas.envelope.Envelope;
import io.dbintel.schemas.statements.Poll;
import io.dbintel.schemas.statements.RowKeys;
import io.dbintel.schemas.statements.StatementsChunkReader;
import io.dbintel.schemas.statements.StatementsChunkWriter;
import io.dbintel.schemas.topic.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Splits the rows of a poll into buckets and encodes one chunk for each, empty ones too. */
final class ChunkEncoder {
  /** Room for Kafka's own bytes is left below the topic's limit. */
  static final int MAX_CHUNK_BYTES = Topic.RAW_STATEMENTS.maxMessageBytes() - (16 << 10);

  private final CounterRows rows;
  private final Names names;

  ChunkEncoder(CounterRows rows, Names names) {
    this.rows = rows;
    this.names = names;
  }

  /** The header of a chunk: its envelope and its place in the poll. */
  interface Headers {
    Envelope envelope(int bucket, Names.Selection names);

    Poll poll(int bucket, int buckets, int bucketRows);
  }

  /** Chunks by bucket; empty when one of them would be too large for a record. */
  Optional<List<byte[]>> encode(int buckets, Headers headers) {
    List<List<Object[]>> rowsByBucket = new ArrayList<>();
    List<Names.Selection> namesByBucket = new ArrayList<>();
    for (int bucket = 0; bucket < buckets; bucket++) {
      rowsByBucket.add(new ArrayList<>());
      namesByBucket.add(names.select());
    }
    for (int row = 0; row < rows.hashes().length; row++) {
      int bucket = RowKeys.bucket(rows.hashes()[row], buckets);
      rowsByBucket.get(bucket).add(rows.rows().get(row));
      namesByBucket.get(bucket).add(rows.userid(row), rows.dbid(row));
    }
    List<byte[]> chunks = new ArrayList<>();
    for (int bucket = 0; bucket < buckets; bucket++) {
      List<Object[]> bucketRows = rowsByBucket.get(bucket);
      byte[] chunk =
          StatementsChunkWriter.write(
              headers.envelope(bucket, namesByBucket.get(bucket)),
              headers.poll(bucket, buckets, bucketRows.size()),
              rows.columns(),
              bucketRows);
      if (chunk.length > MAX_CHUNK_BYTES || bucketRows.size() > StatementsChunkReader.MAX_ROWS) {
        return Optional.empty();
      }
      chunks.add(chunk);
    }
    return Optional.of(chunks);
  }
}
