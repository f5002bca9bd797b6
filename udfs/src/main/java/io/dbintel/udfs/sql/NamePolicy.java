package io.dbintel.udfs.sql;

import java.util.Arrays;

/**
 * Data in the place of names: what a query, an import or a broken statement put there is marked so
 * that it does not leave. A name keeps its characters only when it looks like one.
 *
 * <p>Quoted aliases are data whatever they look like (a pivot's column names are its values), and
 * so are references to them. A quoted name compared with something unqualified, or in a list of
 * values, is taken for a string of somebody used to another database.
 */
final class NamePolicy {
  private static final int MAX_DEPTH = 1_024;
  private static final byte PLAIN = 0;
  private static final byte CAST = 1;
  private static final byte VALUES = 2;
  private static final byte IN = 3;

  private final byte[] open = new byte[MAX_DEPTH];
  private long[] aliases = new long[16];
  private int aliasCount;
  private int depth;
  private byte closed;
  private boolean garbled;

  /**
   * @param statement false for an expression of a plan, which the server wrote itself
   * @param cut whether the text was cut at its end, so that its last name may be part of a longer
   */
  void apply(Tokens tokens, boolean statement, boolean cut) {
    aliasCount = 0;
    depth = 0;
    closed = PLAIN;
    garbled = false;
    if (cut) {
      lastName(tokens);
    }
    int at = 0;
    while (at < tokens.count) {
      at = token(tokens, at, statement);
    }
    if (aliasCount > 0) {
      references(tokens);
    }
  }

  /** A run of digits or a quoted name that the cut shortened no longer looks like what it is. */
  private static void lastName(Tokens tokens) {
    int last = tokens.count - 1;
    if (last < 0 || tokens.end(last) != tokens.length || tokens.mark(last) != Tokens.KEEP) {
      return;
    }
    boolean digits =
        tokens.kind(last) == TokenKind.WORD && Character.isDigit(tokens.text[tokens.end(last) - 1]);
    if (digits || tokens.kind(last) == TokenKind.QUOTED) {
      tokens.mark(last, Tokens.LITERAL);
    }
  }

  private int token(Tokens tokens, int at, boolean statement) {
    switch (tokens.kind(at)) {
      case TokenKind.PUNCTUATION -> parenthesis(tokens, at);
      case TokenKind.OTHER -> other(tokens, at);
      case TokenKind.WORD -> {
        if (tokens.mark(at) == Tokens.KEEP) {
          return tokens.keyword(at) < 0 ? word(tokens, at) : keyword(tokens, at);
        }
      }
      case TokenKind.QUOTED -> {
        if (tokens.mark(at) == Tokens.KEEP) {
          quoted(tokens, at, statement);
        }
      }
      default -> {}
    }
    return at + 1;
  }

  private void parenthesis(Tokens tokens, int at) {
    if (tokens.is(at, '(')) {
      if (depth < MAX_DEPTH) {
        open[depth] = opened(tokens, at);
      }
      depth++;
    } else if (tokens.is(at, ')') && depth > 0) {
      depth--;
      closed = depth < MAX_DEPTH ? open[depth] : PLAIN;
    }
  }

  private byte opened(Tokens tokens, int at) {
    if (tokens.kept(at - 1, Words.CAST) || tokens.kept(at - 1, Words.TREAT)) {
      return CAST;
    }
    if (tokens.kept(at - 1, Words.VALUES)
        || (closed == VALUES && tokens.kept(at - 1, ',') && tokens.kept(at - 2, ')'))) {
      return VALUES;
    }
    return tokens.kept(at - 1, Words.IN) ? IN : PLAIN;
  }

  /** A lone {@code $} makes a placeholder of the word after it. */
  private static void other(Tokens tokens, int at) {
    if (tokens.mark(at) == Tokens.KEEP && tokens.text[tokens.start(at)] == '$') {
      tokens.mark(at, Tokens.LITERAL);
    }
  }

  /** A keyword is data only after a lone {@code $}, or in a statement whose quotes went wrong. */
  private int keyword(Tokens tokens, int at) {
    boolean named =
        tokens.glued(at)
            && tokens.kind(at - 1) == TokenKind.OTHER
            && tokens.mark(at - 1) == Tokens.LITERAL;
    if (named) {
      tokens.mark(at, Tokens.DROP);
    } else if (garbled && !Keywords.has(tokens.keyword(at), Keywords.RESERVED)) {
      tokens.mark(at, Tokens.LITERAL);
    }
    return at + 1;
  }

  private int word(Tokens tokens, int at) {
    if (garbled) {
      tokens.mark(at, Tokens.LITERAL);
      return at + 1;
    }
    if (tokens.glued(at) && gluedToData(tokens, at)) {
      tokens.mark(at, Tokens.DROP);
      garbled = tokens.kind(at - 1) == TokenKind.STRING;
      return at + 1;
    }
    if (tokens.atSigns && tokens.is(at + 1, '@') && tokens.glued(at + 1) && tokens.glued(at + 2)) {
      int end = Addresses.end(tokens, at + 2);
      if (end > at + 2) {
        int start = Addresses.start(tokens, at);
        forgetAliases(tokens, start, at);
        tokens.redact(start, end);
        return end;
      }
    }
    if ((tokens.flags(at) & SqlLexer.BEYOND_ASCII) != 0) {
      int end = TypographicQuotes.end(tokens, at);
      if (end > at) {
        tokens.redact(at, end);
        return end;
      }
    }
    tokens.mark(at, Names.word(tokens.text, tokens.start(at), tokens.end(at), tokens.flags(at)));
    return at + 1;
  }

  private static boolean gluedToData(Tokens tokens, int at) {
    return switch (tokens.kind(at - 1)) {
      case TokenKind.NUMBER, TokenKind.PARAMETER, TokenKind.STRING -> true;
      case TokenKind.OTHER -> tokens.text[tokens.start(at - 1)] == '$';
      default -> false;
    };
  }

  private void quoted(Tokens tokens, int at, boolean statement) {
    boolean whole = (tokens.flags(at) & SqlLexer.UNTERMINATED) == 0;
    if (!whole || garbled) {
      tokens.mark(at, Tokens.LITERAL);
    } else if (statement && alias(tokens, at)) {
      tokens.mark(at, Tokens.ALIAS);
      remember(tokens.hash(at));
    } else if (statement && value(tokens, at)) {
      tokens.mark(at, Tokens.LITERAL);
    } else {
      tokens.mark(at, Names.quoted(tokens, at));
    }
  }

  private boolean alias(Tokens tokens, int at) {
    int before = at - 1;
    while (before >= 0 && tokens.mark(before) == Tokens.DROP) {
      before--;
    }
    if (before < 0) {
      return false;
    }
    if (tokens.mark(before) == Tokens.LITERAL || allOfALimit(tokens, before)) {
      return true;
    }
    if (tokens.kept(before, Words.AS)) {
      return depth == 0 || depth > MAX_DEPTH || open[depth - 1] != CAST;
    }
    return switch (tokens.kind(before)) {
      case TokenKind.WORD -> aliased(tokens, before);
      case TokenKind.PUNCTUATION -> tokens.kept(before, ')') || tokens.kept(before, ']');
      case TokenKind.OPERATOR -> endsInPlaceholder(tokens, before);
      case TokenKind.OTHER -> false;
      default -> true;
    };
  }

  /** The word that becomes a placeholder as a number would. */
  private static boolean allOfALimit(Tokens tokens, int at) {
    return tokens.kept(at, Words.ALL) && tokens.kept(at - 1, Words.LIMIT);
  }

  private static boolean endsInPlaceholder(Tokens tokens, int operator) {
    int start = tokens.start(operator);
    int last = tokens.end(operator) - 1;
    boolean jsonPath =
        last > start
            && tokens.text[last - 1] == '@'
            && (last - 1 == start || tokens.text[last - 2] == '?');
    return tokens.text[last] == '?' && !jsonPath;
  }

  private static boolean aliased(Tokens tokens, int word) {
    short keyword = tokens.keyword(word);
    if (keyword < 0 || Keywords.has(keyword, Keywords.VALUE)) {
      return true;
    }
    return !Keywords.has(keyword, Keywords.RESERVED)
        && (tokens.kept(word - 1, ',')
            || tokens.kept(word - 1, '.')
            || tokens.kept(word - 1, Words.SELECT)
            || tokens.kept(word - 1, Words.DISTINCT));
  }

  private boolean value(Tokens tokens, int at) {
    if (tokens.is(at + 1, '.') || tokens.is(at + 1, '(') || at == 0) {
      return false;
    }
    int before = at - 1;
    if (tokens.kind(before) == TokenKind.OPERATOR && comparison(tokens, before)) {
      return at < 2
          || tokens.hash(at - 2) != tokens.hash(at)
          || tokens.mark(at - 2) == Tokens.LITERAL
          || holdsPlaceholder(tokens, before)
          || Names.escaped(tokens, at);
    }
    if (tokens.kept(before, Words.LIKE) || tokens.kept(before, Words.ILIKE)) {
      return true;
    }
    boolean listed = depth > 0 && depth <= MAX_DEPTH && open[depth - 1] >= VALUES;
    return listed && (tokens.kept(before, '(') || tokens.kept(before, ','));
  }

  /** Whether an operator compares, or would once a placeholder in it is told apart. */
  private static boolean comparison(Tokens tokens, int at) {
    for (int i = tokens.start(at); i < tokens.end(at); i++) {
      switch (tokens.text[i]) {
        case '=', '<', '>', '!', '~' -> {
          return true;
        }
        default -> {}
      }
    }
    return false;
  }

  private static boolean holdsPlaceholder(Tokens tokens, int operator) {
    for (int i = tokens.start(operator); i < tokens.end(operator); i++) {
      if (tokens.text[i] == '?') {
        return true;
      }
    }
    return false;
  }

  /** What turned out to be part of an address was no alias; those were remembered last. */
  private void forgetAliases(Tokens tokens, int from, int to) {
    for (int i = from; i < to; i++) {
      aliasCount -= tokens.mark(i) == Tokens.ALIAS ? 1 : 0;
    }
  }

  private void remember(long alias) {
    if (aliasCount == aliases.length) {
      aliases = Arrays.copyOf(aliases, 2 * aliasCount);
    }
    aliases[aliasCount++] = alias;
  }

  /** A quoted name equal to an alias is one, unless it is a column of a table or a table. */
  private void references(Tokens tokens) {
    Arrays.sort(aliases, 0, aliasCount);
    for (int i = 0; i < tokens.count; i++) {
      byte mark = tokens.mark(i);
      if (tokens.kind(i) == TokenKind.QUOTED
          && (mark == Tokens.KEEP || mark == Tokens.MASKED || mark == Tokens.REDACTED)
          && !tokens.is(i - 1, '.')
          && !Names.afterTableKeyword(tokens, i)
          && Arrays.binarySearch(aliases, 0, aliasCount, tokens.hash(i)) >= 0) {
        tokens.mark(i, Tokens.ALIAS);
      }
    }
  }
}
