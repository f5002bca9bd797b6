package io.dbintel.local.fingerprints;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Whether the server and the scrubber take the listed pairs of texts for one statement. */
final class Equivalences {
  /** By name of the pair. */
  private final Map<String, Outcome> outcomes = new TreeMap<>();

  Equivalences(MajorRun run, Scrubs scrubs) {
    List<BlockRun> texts = run.equivalences();
    for (int pair = 0; pair < texts.size(); pair += 2) {
      BlockRun one = texts.get(pair);
      BlockRun other = texts.get(pair + 1);
      boolean sameId = one.statements().keySet().equals(other.statements().keySet());
      boolean sameFingerprint = scrubs.fingerprint(text(one)) == scrubs.fingerprint(text(other));
      outcomes.put(one.block().name(), Outcome.of(sameId, sameFingerprint));
    }
  }

  Set<String> of(Outcome outcome) {
    Set<String> names = new TreeSet<>();
    outcomes.forEach(
        (name, found) -> {
          if (found == outcome) {
            names.add(name);
          }
        });
    return names;
  }

  private static String text(BlockRun run) {
    return run.executions().get(0).activity();
  }

  /** What the server says, and what the scrubber. */
  enum Outcome {
    ONE_STATEMENT_ONE_FINGERPRINT,
    ONE_STATEMENT_TWO_FINGERPRINTS,
    TWO_STATEMENTS_ONE_FINGERPRINT,
    TWO_STATEMENTS_TWO_FINGERPRINTS;

    static Outcome of(boolean oneStatement, boolean oneFingerprint) {
      if (oneStatement) {
        return oneFingerprint ? ONE_STATEMENT_ONE_FINGERPRINT : ONE_STATEMENT_TWO_FINGERPRINTS;
      }
      return oneFingerprint ? TWO_STATEMENTS_ONE_FINGERPRINT : TWO_STATEMENTS_TWO_FINGERPRINTS;
    }
  }
}
