package io.dbintel.local.fingerprints;

import java.util.Set;

/** Where a source shows another statement's text for one that is not a text of its own. */
final class Mapping {
  /** {@code source of what is what}. */
  static final Set<String> STATED =
      Set.of(
          // A prepared statement keeps the text that prepared it.
          "PLAN of execute is prepare",
          "PLAN of explain is prepare",
          "PLAN of create is prepare",
          "STATEMENTS of execute is prepare",
          // A cursor's plan is logged when it closes.
          "PLAN of close is declare",
          // A portal of the extended protocol closes with the next statement of its transaction.
          "PLAN of commit is select",
          // Statements inside functions are planned, too: those of the outermost one when the
          // planner or a utility command calls it.
          "PLAN of call is function body",
          "PLAN of do is function body",
          "PLAN of select is function body",
          // Before 14 every text that the block left behind counts as each execution's.
          "STATEMENTS of select is function body");

  private Mapping() {}
}
