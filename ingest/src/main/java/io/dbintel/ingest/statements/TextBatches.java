package io.dbintel.ingest.statements;

import io.dbintel.ingest.collect.TextCutter;
import io.dbintel.schemas.statements.QueryTexts;
import io.dbintel.schemas.statements.QueryTexts.QueryText;
import io.dbintel.schemas.topic.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Groups texts, in the order in which they come, so that each group fits one record. */
final class TextBatches {
  /** What a record may take, with room left for its envelope and Kafka's own bytes. */
  static final int MAX_BATCH_BYTES = Topic.RAW_QUERY_TEXTS.maxMessageBytes() - (124 << 10);

  /** What a record of several texts takes: many small ones need less memory than a large one. */
  static final int GOOD_BATCH_BYTES = 256 << 10;

  /** Keys, field names and numbers around one text. */
  private static final int TEXT_OVERHEAD_BYTES = 160;

  /** Field names and quotes around a shape. */
  private static final int SHAPE_OVERHEAD_BYTES = 80;

  /** Quotes and comma. */
  private static final int QUOTES_BYTES = 3;

  /** The longest text: one that fills a record alone. */
  static final int MAX_TEXT_BYTES = MAX_BATCH_BYTES - TEXT_OVERHEAD_BYTES;

  /** Bounds the names that the envelope of one record carries. */
  private static final int MAX_TEXTS = 500;

  private final Consumer<List<QueryText>> full;
  private List<QueryText> batch = new ArrayList<>();
  private int bytes;

  /**
   * @param full takes each group, in order
   */
  TextBatches(Consumer<List<QueryText>> full) {
    this.full = full;
  }

  /** Adds a text, which must have been cut to {@link #MAX_TEXT_BYTES}, or scrubbed. */
  void add(QueryText text) {
    int size = TextCutter.bytes(text.text()) + TEXT_OVERHEAD_BYTES + bytes(text.shape());
    if (bytes + size > GOOD_BATCH_BYTES || batch.size() == MAX_TEXTS) {
      end();
    }
    batch.add(text);
    bytes += size;
  }

  /** What was added is a group. */
  void end() {
    if (!batch.isEmpty()) {
      List<QueryText> done = batch;
      batch = new ArrayList<>();
      bytes = 0;
      full.accept(done);
    }
  }

  private static int bytes(QueryTexts.Shape shape) {
    if (shape == null) {
      return 0;
    }
    int bytes = SHAPE_OVERHEAD_BYTES;
    for (String value : List.of(shape.fingerprint(), shape.summary(), shape.operation())) {
      bytes += TextCutter.bytes(value);
    }
    for (String table : shape.tables()) {
      bytes += TextCutter.bytes(table) + QUOTES_BYTES;
    }
    return bytes;
  }
}
