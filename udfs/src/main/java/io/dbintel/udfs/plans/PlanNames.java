package io.dbintel.udfs.plans;

import java.util.regex.Pattern;

/**
 * The rule for names of relations, aliases, functions and the like. A name that reads like a word
 * stays, its runs of five and more digits become {@code $}; of other names only the server's own
 * (as of {@code VALUES} lists) stay. Names in JSON, YAML and XML are bare; in text they are quoted
 * where SQL wants it.
 */
final class PlanNames {
  static final String REDACTED = "?";

  private static final int LONGEST = 256;
  private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\p{M}\\p{Nd}_$]*+");
  private static final Pattern LONG_NUMBER = Pattern.compile("\\p{Nd}{5,}+");
  private static final Pattern OF_THE_SERVER =
      Pattern.compile("\\*(VALUES|SELECT|TABLE|RESULT)\\*( \\d{1,4})?(_\\d{1,4})?");
  private static final Pattern SUBPLAN =
      Pattern.compile("(InitPlan|SubPlan) \\d{1,9}( \\(returns \\$\\d{1,9}(,\\$\\d{1,9})*+\\))?");
  private static final String CTE = "CTE ";
  private static final String CTE_SCAN = "CTE Scan on ";

  private PlanNames() {}

  static String bare(String name) {
    if (name.length() > LONGEST) {
      return REDACTED;
    }
    if (OF_THE_SERVER.matcher(name).matches()) {
      return name;
    }
    return WORD.matcher(name).matches() ? LONG_NUMBER.matcher(name).replaceAll("\\$") : REDACTED;
  }

  /** A name in a text plan, quoted or not, that leaves in quotes if it came so or is redacted. */
  static String inText(String name) {
    boolean quoted = name.length() >= 2 && name.startsWith("\"") && name.endsWith("\"");
    String bare = bare(quoted ? name.substring(1, name.length() - 1).replace("\"\"", "\"") : name);
    return quoted || !WORD.matcher(bare).matches() ? '"' + bare + '"' : bare;
  }

  /** {@code InitPlan 1 (returns $0)}, {@code SubPlan 2} or {@code CTE name}. */
  static boolean isSubplan(String label) {
    boolean cte = label.startsWith(CTE) && !label.startsWith(CTE_SCAN);
    return cte || SUBPLAN.matcher(label).matches();
  }

  static String subplan(String label) {
    if (SUBPLAN.matcher(label).matches()) {
      return label;
    }
    return label.startsWith(CTE) ? CTE + bare(label.substring(CTE.length())) : REDACTED;
  }
}
