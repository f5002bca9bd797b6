package io.dbintel.local.fingerprints;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether all sources give a statement the same fingerprint. The fingerprint of an execution is the
 * one of what pg_stat_activity shows of it.
 *
 * <p>Within a block of several statements another source may show a statement's text instead: that
 * of PREPARE for EXECUTE, of DECLARE for what ends the cursor. These are {@link #mapped}.
 */
final class Agreement {
  private static final Pattern BODY = Pattern.compile("AS '((?:SELECT|INSERT) [^']*)';");

  private static final String BODY_OF_DO = "SELECT 1234567";

  private final MajorRun run;
  private final Scrubs scrubs;
  private final Map<Source, Integer> texts = new EnumMap<>(Source.class);
  private final List<String> differences = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();
  private final Map<String, Integer> mapped = new TreeMap<>();
  private int executions;
  private int agreeing;

  Agreement(MajorRun run, Scrubs scrubs) {
    this.run = run;
    this.scrubs = scrubs;
    run.blocks().forEach(this::judge);
    run.failing().forEach(this::judgeFailing);
  }

  /** Executions without any difference between their sources. */
  int agreeing() {
    return agreeing;
  }

  int executions() {
    return executions;
  }

  /** How many texts each source gave. */
  Map<Source, Integer> texts() {
    return texts;
  }

  /** One message per template and source that differs. */
  List<String> differences() {
    return differences;
  }

  /** Planned statements that a source did not show. */
  List<String> missing() {
    return missing;
  }

  /** {@code source of what is what}, by number of texts. */
  Map<String, Integer> mapped() {
    return mapped;
  }

  private void judge(BlockRun block) {
    Map<Long, String> known = functionBodies();
    for (Execution execution : block.executions()) {
      known.putIfAbsent(scrubs.fingerprint(execution.activity()), word(execution.activity()));
    }
    for (Execution execution : block.executions()) {
      judge(execution, seen(block, execution), block.block().single() ? functionBodies() : known);
      if (!block.block().utility()) {
        requireAllSources(execution, seen(block, execution));
      }
    }
    for (List<String> unclaimed : block.statements().values()) {
      for (String text : unclaimed) {
        if (!known.containsKey(scrubs.fingerprint(text))) {
          differences.add(
              "%s STATEMENTS has what nobody ran:%s"
                  .formatted(
                      block.block().name(),
                      scrubs.compare(text, block.executions().get(0).activity())));
        }
      }
    }
  }

  private void judgeFailing(Execution execution) {
    judge(execution, run.logged().get(execution), Map.of());
  }

  private void judge(Execution execution, List<SeenText> seen, Map<Long, String> known) {
    long fingerprint = scrubs.fingerprint(execution.activity());
    texts.merge(Source.ACTIVITY, 1, Integer::sum);
    boolean agrees = true;
    for (SeenText text : seen) {
      texts.merge(text.source(), 1, Integer::sum);
      long other = scrubs.fingerprint(text.text());
      if (other != fingerprint && known.containsKey(other)) {
        String mapping =
            "%s of %s is %s".formatted(text.source(), word(execution.activity()), known.get(other));
        mapped.merge(mapping, 1, Integer::sum);
      } else if (other != fingerprint) {
        agrees = false;
        differences.add(
            "%s %s:%s"
                .formatted(
                    execution, text.source(), scrubs.compare(execution.activity(), text.text())));
      }
    }
    executions++;
    agreeing += agrees ? 1 : 0;
  }

  private void requireAllSources(Execution execution, List<SeenText> seen) {
    for (Source source : List.of(Source.LOG, Source.PLAN, Source.STATEMENTS)) {
      if (seen.stream().noneMatch(text -> text.source() == source)) {
        missing.add("%s %s".formatted(execution, source));
      }
    }
  }

  /** All texts of an execution except pg_stat_activity's. */
  private List<SeenText> seen(BlockRun block, Execution execution) {
    List<SeenText> seen = new ArrayList<>(run.logged().get(execution));
    if (execution.queryId() != 0) {
      block.statements().getOrDefault(execution.queryId(), List.of()).stream()
          .map(text -> new SeenText(Source.STATEMENTS, text))
          .forEach(seen::add);
    } else if (!run.hasQueryIds() && block.block().single()) {
      block.statements().values().stream()
          .flatMap(List::stream)
          .map(text -> new SeenText(Source.STATEMENTS, text))
          .forEach(seen::add);
    }
    return seen;
  }

  /** Functions and procedures of the schema: their statements are planned, too. */
  private Map<Long, String> functionBodies() {
    Map<Long, String> bodies = new HashMap<>();
    Matcher body = BODY.matcher(TemplateFile.resource("schema.sql"));
    while (body.find()) {
      bodies.put(scrubs.fingerprint(body.group(1)), "function body");
    }
    bodies.put(scrubs.fingerprint(BODY_OF_DO), "function body");
    return bodies;
  }

  private String word(String text) {
    String[] words = scrubs.of(text).text().split(" ", 2);
    return words[0].toLowerCase(Locale.ROOT);
  }
}
