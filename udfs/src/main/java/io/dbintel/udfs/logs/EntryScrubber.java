package io.dbintel.udfs.logs;

import io.dbintel.udfs.sql.SqlScrubber;
import java.util.function.UnaryOperator;

/** Scrubs one field of an entry by the shapes and rules for that field. */
final class EntryScrubber {
  private static final int SQLSTATE_LENGTH = 5;
  private static final int MAX_REPEATS = 4;

  private final Catalogue catalogue = Catalogue.shared();
  private final UnknownText unknown = new UnknownText(catalogue);
  private final HoleRules rules;
  private final ContextFrames frames;
  private boolean unsure;

  EntryScrubber(SqlScrubber sql, UnaryOperator<String> plans) {
    this.rules = new HoleRules(catalogue, sql, plans);
    this.frames = new ContextFrames(this);
  }

  /** Whether a text since {@link #forgetDoubts} had no known shape. */
  boolean isUnsure() {
    return unsure || rules.isUnsure();
  }

  void forgetDoubts() {
    unsure = false;
    rules.forgetDoubts();
  }

  /** Of an entry that is not scrubbed by its fields. */
  void doubt() {
    unsure = true;
  }

  ScrubbedText scrub(LogField field, String value, EntryFacts facts) {
    ScrubbedText scrubbed = byField(field, value, facts);
    unsure |= !scrubbed.known();
    return scrubbed;
  }

  private ScrubbedText byField(LogField field, String value, EntryFacts facts) {
    return switch (field) {
      case MESSAGE -> ofUsers(value, facts, ShapeGroup.MESSAGE);
      case DETAIL -> ofUsers(value, facts, ShapeGroup.DETAIL);
      case HINT -> ofUsers(value, facts, ShapeGroup.HINT);
      case CONTEXT -> frames.scrub(value);
      case INTERNAL_QUERY, STATEMENT -> ScrubbedText.known(rules.sql(value));
      case LOCATION -> byShape(ShapeGroup.LOCATION, value);
      case SEVERITY -> word(value, catalogue.isSeverity(value));
      case SQLSTATE -> word(value, isSqlState(value));
      case USER, DATABASE -> ScrubbedText.known(name(value, facts));
      case APPLICATION -> ScrubbedText.known(rules.application(value));
      case REMOTE_HOST -> ScrubbedText.known(value.equals("[local]") ? value : Names.HIDDEN);
      case COMMAND_TAG, BACKEND_TYPE -> ScrubbedText.known(rules.words(value));
    };
  }

  /** By the catalogue; without a shape there, by the rule for unknown text. */
  ScrubbedText byShape(ShapeGroup group, String text) {
    String known = rewrite(group, text);
    if (known != null) {
      return ScrubbedText.known(known);
    }
    return group == ShapeGroup.DETAIL && text.indexOf('\n') >= 0
        ? byLines(group, text)
        : new ScrubbedText(reduced(group, text), false);
  }

  /** Some details are lists of lines with shapes of their own. */
  private ScrubbedText byLines(ShapeGroup group, String text) {
    StringBuilder out = new StringBuilder();
    boolean known = true;
    for (int start = 0; start <= text.length(); start = Lines.end(text, start) + 1) {
      ScrubbedText line = byShape(group, text.substring(start, Lines.end(text, start)));
      known &= line.known();
      out.append(start == 0 ? "" : "\n").append(line.text());
    }
    return new ScrubbedText(out.toString(), known);
  }

  String rewrite(ShapeGroup group, String text) {
    return catalogue.shapes(group).rewrite(text, rules);
  }

  static boolean isSqlState(String text) {
    boolean code = text.length() == SQLSTATE_LENGTH;
    for (int i = 0; code && i < SQLSTATE_LENGTH; i++) {
      char c = text.charAt(i);
      code = Names.isDigit(c) || (c >= 'A' && c <= 'Z');
    }
    return code;
  }

  private ScrubbedText ofUsers(String value, EntryFacts facts, ShapeGroup group) {
    return facts.raised() ? ScrubbedText.known(Names.HIDDEN) : byShape(group, value);
  }

  /**
   * Reduced until it stays as it is: what is left of an unknown text may have a known shape, and a
   * second scrubbing must find nothing to do.
   */
  private String reduced(ShapeGroup group, String text) {
    String reduced = unknown.scrub(text);
    for (int i = 0; i < MAX_REPEATS; i++) {
      String again = rewrite(group, reduced);
      again = again != null ? again : unknown.scrub(reduced);
      if (again.equals(reduced)) {
        return reduced;
      }
      reduced = again;
    }
    return Names.HIDDEN;
  }

  private static ScrubbedText word(String value, boolean kept) {
    return kept ? ScrubbedText.known(value) : ScrubbedText.DROPPED;
  }

  private static String name(String value, EntryFacts facts) {
    return facts.authenticated() ? Names.simple(value) : Names.HIDDEN;
  }
}
