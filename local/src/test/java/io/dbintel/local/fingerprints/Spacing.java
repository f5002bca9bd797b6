package io.dbintel.local.fingerprints;

/** Where PostgreSQL's grammar takes a space or none alike, outside of quotes. */
final class Spacing {
  private static final String OPERATOR_CHARACTERS = "+-*/<>=~!@#%^&|`?:";
  private static final String PARENTHESES_AND_COMMA = "(),[]";

  private Spacing() {}

  /** Whether the space at a position separates nothing that would otherwise run together. */
  static boolean needless(String text, int at) {
    char before = at == 0 ? ' ' : text.charAt(at - 1);
    char after = at + 1 == text.length() ? ' ' : text.charAt(at + 1);
    return before == ','
        || before == '('
        || before == ')'
        || after == '('
        || after == ')'
        || (before == '=' && equalsSign(text, at - 1))
        || (after == '=' && equalsSign(text, at + 1));
  }

  /** Whether the character at a position may have spaces on both sides. */
  static boolean separable(String text, int at) {
    char character = text.charAt(at);
    return PARENTHESES_AND_COMMA.indexOf(character) >= 0
        || (character == '=' && equalsSign(text, at))
        || (character == '.' && name(text, at - 1) && name(text, at + 1));
  }

  /** An {@code =} that is an operator by itself and touches no other, even without spaces. */
  private static boolean equalsSign(String text, int at) {
    return !operatorCharacter(neighbour(text, at, -1))
        && !operatorCharacter(neighbour(text, at, 1));
  }

  /** The nearest character that is no space. */
  private static char neighbour(String text, int at, int step) {
    int next = at + step;
    while (next >= 0 && next < text.length() && text.charAt(next) == ' ') {
      next += step;
    }
    return next < 0 || next == text.length() ? ' ' : text.charAt(next);
  }

  private static boolean operatorCharacter(char character) {
    return OPERATOR_CHARACTERS.indexOf(character) >= 0;
  }

  private static boolean name(String text, int at) {
    return at >= 0
        && at < text.length()
        && (Character.isLetter(text.charAt(at)) || text.charAt(at) == '"');
  }
}
