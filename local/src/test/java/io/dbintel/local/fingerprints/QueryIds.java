package io.dbintel.local.fingerprints;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Fingerprints against the server's query ids. Before 14 only blocks of one statement count, whose
 * query ids are those that pg_stat_statements held after them.
 */
final class QueryIds {
  private final MajorRun run;
  private final Scrubs scrubs;
  private final Map<Long, Map<Long, String>> fingerprintsById = new TreeMap<>();
  private final Map<Template, Set<Long>> idsByTemplate = new HashMap<>();
  private final Map<Template, Long> fingerprints = new HashMap<>();
  private final List<Template> templates = new ArrayList<>();

  QueryIds(MajorRun run, Scrubs scrubs) {
    this.run = run;
    this.scrubs = scrubs;
    run.blocks().forEach(this::add);
  }

  int count() {
    return fingerprintsById.size();
  }

  int templates() {
    return templates.size();
  }

  /** Query ids whose texts have several fingerprints. */
  List<String> split() {
    return fingerprintsById.entrySet().stream()
        .filter(entry -> entry.getValue().size() > 1)
        .map(
            entry -> {
              List<String> texts = List.copyOf(entry.getValue().values());
              return entry.getKey() + scrubs.compare(texts.get(0), texts.get(1));
            })
        .toList();
  }

  /** Pairs of templates without a common query id. */
  Pairs pairs() {
    int different = 0;
    List<String> together = new ArrayList<>();
    Set<Template> merged = new HashSet<>();
    for (int i = 0; i < templates.size(); i++) {
      for (int j = 0; j < i; j++) {
        Template one = templates.get(i);
        Template other = templates.get(j);
        if (Collections.disjoint(idsByTemplate.get(one), idsByTemplate.get(other))) {
          different++;
          if (fingerprints.get(one).equals(fingerprints.get(other))) {
            together.add(one.name() + " and " + other.name());
            merged.add(one);
            merged.add(other);
          }
        }
      }
    }
    return new Pairs(different, together, merged.size());
  }

  private void add(BlockRun block) {
    for (Execution execution : block.executions()) {
      Set<Long> ids = ids(block, execution);
      if (!ids.isEmpty() && execution.template().counted() && !executesPrepared(execution)) {
        for (long id : ids) {
          fingerprintsById
              .computeIfAbsent(id, key -> new TreeMap<>())
              .put(scrubs.fingerprint(execution.activity()), execution.activity());
        }
        if (!idsByTemplate.containsKey(execution.template())) {
          templates.add(execution.template());
          fingerprints.put(execution.template(), scrubs.fingerprint(execution.activity()));
        }
        idsByTemplate.computeIfAbsent(execution.template(), key -> new TreeSet<>()).addAll(ids);
      }
    }
  }

  /** From 14 its query id is that of the prepared statement. */
  private static boolean executesPrepared(Execution execution) {
    return execution.template().text().startsWith("execute ");
  }

  private Set<Long> ids(BlockRun block, Execution execution) {
    if (execution.queryId() != 0) {
      return Set.of(execution.queryId());
    }
    return run.hasQueryIds() || !block.block().single() ? Set.of() : block.statements().keySet();
  }

  /**
   * @param different how many pairs the server tells apart
   * @param together those of them with the same fingerprint
   * @param templates how many templates are in {@code together}
   */
  record Pairs(int different, List<String> together, int templates) {}
}
