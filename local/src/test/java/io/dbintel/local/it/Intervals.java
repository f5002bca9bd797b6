package io.dbintel.local.it;

import io.dbintel.schemas.deadletter.InvalidRecordException;
import io.dbintel.schemas.statements.IntervalChunk;
import io.dbintel.schemas.statements.IntervalChunkReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The statement intervals of one instance, each record once. */
record Intervals(List<IntervalChunk> chunks) {

  static Intervals decode(Collection<byte[]> records, String instance) {
    Map<String, IntervalChunk> byId = new LinkedHashMap<>();
    for (byte[] record : records) {
      IntervalChunk chunk = decode(record);
      if (chunk.header().instance().equals(instance)) {
        byId.putIfAbsent(chunk.header().id(), chunk);
      }
    }
    return new Intervals(new ArrayList<>(byId.values()));
  }

  /** The intervals that end with these polls of any collector run. */
  Intervals ofPolls(Predicate<Long> number) {
    return new Intervals(
        chunks.stream().filter(chunk -> number.test(chunk.header().poll().counter())).toList());
  }

  /** Sum of the deltas of each key. */
  Map<StatementKey, Values> sums() {
    Map<StatementKey, Values> sums = new HashMap<>();
    for (IntervalChunk.Row row : rows()) {
      sums.computeIfAbsent(key(row), unseen -> new Values()).add(Values.ofBits(row.deltas()));
    }
    return sums;
  }

  /** All flags of each key. */
  Map<StatementKey, Integer> flags() {
    Map<StatementKey, Integer> flags = new HashMap<>();
    rows().forEach(row -> flags.merge(key(row), row.flags(), (a, b) -> a | b));
    return flags;
  }

  Set<StatementKey> flagged() {
    return flags().entrySet().stream()
        .filter(entry -> entry.getValue() != 0)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  List<IntervalChunk.Row> rows() {
    return chunks.stream().flatMap(chunk -> chunk.rows().stream()).toList();
  }

  List<IntervalChunk.Row> rows(StatementKey key) {
    return rows().stream().filter(row -> key(row).equals(key)).toList();
  }

  long calls() {
    return sums().values().stream().mapToLong(Values::calls).sum();
  }

  private static StatementKey key(IntervalChunk.Row row) {
    return new StatementKey(row.userid(), row.dbid(), row.toplevel(), row.queryid());
  }

  private static IntervalChunk decode(byte[] record) {
    try {
      return IntervalChunkReader.read(record);
    } catch (InvalidRecordException broken) {
      throw new AssertionError("A record of statement-intervals cannot be read", broken);
    }
  }
}
