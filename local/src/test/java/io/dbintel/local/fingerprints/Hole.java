package io.dbintel.local.fingerprints;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place for literals in a template: <code>{int}</code> for one of a kind, <code>{list:int}</code>
 * for some with commas between, <code>{rows:int,text}</code> for some rows in parentheses. One that
 * ends in {@code !} takes neither a parameter nor NULL nor a sign.
 *
 * @param shape {@code one}, {@code list} or {@code rows}
 * @param kinds of the literals in a row
 */
record Hole(String shape, List<String> kinds, boolean fixed) {
  private static final Pattern SYNTAX =
      Pattern.compile("\\{(?:(list|rows):)?([a-z0-9]+(?:,[a-z]+)*)(!)?}");

  /** A matcher that finds holes; each match is read by {@link #of}. */
  static Matcher matcher(String template) {
    return SYNTAX.matcher(template);
  }

  static Hole of(Matcher found) {
    String shape = found.group(1) == null ? "one" : found.group(1);
    return new Hole(shape, List.of(found.group(2).split(",")), found.group(3) != null);
  }

  /**
   * The rows of literals that fill the hole; one row of one literal unless it is a list. A list of
   * several takes NULL in its second place only, since a server must know its type.
   */
  List<List<Literal>> fill(Literals literals, Values values, int listLength) {
    int rows = shape.equals("one") ? 1 : listLength;
    List<List<Literal>> filled = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      boolean special = !fixed && (rows == 1 || values == Values.SIGNED || row == 1);
      Values used = special ? values : Values.ORDINARY;
      filled.add(kinds.stream().map(kind -> literals.next(kind, used)).toList());
    }
    return filled;
  }

  boolean inParentheses() {
    return shape.equals("rows");
  }
}
