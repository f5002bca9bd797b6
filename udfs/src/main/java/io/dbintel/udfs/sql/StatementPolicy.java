package io.dbintel.udfs.sql;

/**
 * Data in the place of names that only the kind of statement tells: values of settings, passwords,
 * payloads, and names that somebody made up for one use.
 */
final class StatementPolicy {
  private static final long IDENTIFIED = Hashes.text("identified");

  private StatementPolicy() {}

  static void apply(Tokens tokens) {
    int from = 0;
    while (from < tokens.count) {
      int to = tokens.semicolons ? from : tokens.count;
      while (to < tokens.count && !tokens.is(to, ';')) {
        to++;
      }
      if (to > from && tokens.keyword(from) >= 0) {
        statement(tokens, from, to);
      }
      from = to + 1;
    }
  }

  private static void statement(Tokens tokens, int from, int to) {
    short first = tokens.keyword(from);
    if (first == Words.SET) {
      set(tokens, from + 1, to);
    } else if (first == Words.ALTER || first == Words.CREATE) {
      passwords(tokens, from, to);
      settings(tokens, from, to);
    } else if (first == Words.NOTIFY) {
      payload(tokens, from + 1, to);
    } else if (first == Words.SAVEPOINT || first == Words.RELEASE) {
      tokens.redact(skip(tokens, from + 1, Words.SAVEPOINT), to);
    } else if (first == Words.ROLLBACK) {
      rollback(tokens, from + 1, to);
    } else if (first == Words.DEALLOCATE) {
      int name = skip(tokens, from + 1, Words.PREPARE);
      if (!tokens.is(name, Words.ALL)) {
        tokens.redact(name, to);
      }
    }
  }

  private static void set(Tokens tokens, int from, int to) {
    int at = from;
    if ((tokens.is(at, Words.SESSION) || tokens.is(at, Words.LOCAL)) && !assigned(tokens, at + 1)) {
      at++;
    }
    if (assigned(tokens, at + 1) || tokens.is(at + 1, '.')) {
      value(tokens, at, to);
    } else if (tokens.is(at, Words.TIME) && tokens.is(at + 1, Words.ZONE)) {
      unlessDefault(tokens, at + 2, to);
    } else if (tokens.is(at, Words.ROLE) || tokens.is(at, Words.AUTHORIZATION)) {
      unlessDefault(tokens, at + 1, to);
    } else if (!keepsItsNames(tokens, at)) {
      value(tokens, at, to);
    }
  }

  private static boolean keepsItsNames(Tokens tokens, int at) {
    return tokens.is(at, Words.TRANSACTION)
        || tokens.is(at, Words.CHARACTERISTICS)
        || tokens.is(at, Words.CONSTRAINTS);
  }

  /** Of {@code name = value} everything after the sign, of anything else all but the name. */
  private static void value(Tokens tokens, int name, int to) {
    int at = data(tokens, name) ? name : nameEnd(tokens, name, to);
    if (assigned(tokens, at)) {
      redactValue(tokens, at, to);
    } else if (!tokens.is(at, Words.FROM)) {
      tokens.redact(at, to);
    }
  }

  /** Whether a word cannot be a setting's name: a key word, or none that a name looks like. */
  private static boolean data(Tokens tokens, int at) {
    return at < tokens.count
        && (Keywords.has(tokens.keyword(at), Keywords.RESERVED) || noName(tokens, at));
  }

  private static boolean noName(Tokens tokens, int at) {
    return tokens.kind(at) == TokenKind.WORD
        && Names.word(tokens.text, tokens.start(at), tokens.end(at), tokens.flags(at))
            == Tokens.LITERAL;
  }

  private static void unlessDefault(Tokens tokens, int at, int to) {
    boolean one = to - at == 1;
    if (!(one && (tokens.is(at, Words.DEFAULT) || tokens.is(at, Words.LOCAL)))) {
      tokens.redact(at, to);
    }
  }

  private static int nameEnd(Tokens tokens, int from, int to) {
    int at = from;
    if (at < to && tokens.isWordOrName(at)) {
      at++;
      while (at + 1 < to
          && tokens.is(at, '.')
          && tokens.isWordOrName(at + 1)
          && !noName(tokens, at + 1)) {
        at += 2;
      }
    }
    return at;
  }

  private static boolean assigned(Tokens tokens, int at) {
    return tokens.is(at, Words.TO)
        || (at < tokens.count
            && tokens.kind(at) == TokenKind.OPERATOR
            && tokens.text[tokens.start(at)] == '=');
  }

  /** With the sign itself when that is a longer operator, as in {@code =?}. */
  private static void redactValue(Tokens tokens, int sign, int to) {
    boolean single = tokens.is(sign, '=') || tokens.is(sign, Words.TO);
    if (single) {
      unlessDefault(tokens, sign + 1, to);
    } else {
      tokens.redact(sign, to);
    }
  }

  /** {@code SET name = value} inside ALTER and CREATE. */
  private static void settings(Tokens tokens, int from, int to) {
    boolean toTheEnd =
        tokens.is(from + 1, Words.SYSTEM)
            || tokens.is(from + 1, Words.ROLE)
            || tokens.is(from + 1, Words.USER)
            || tokens.is(from + 1, Words.DATABASE);
    int depth = 0;
    for (int i = from + 1; i < to; i++) {
      depth += tokens.is(i, '(') ? 1 : tokens.is(i, ')') ? -1 : 0;
      if (depth == 0 && tokens.is(i, Words.SET)) {
        int at = nameEnd(tokens, i + 1, to);
        if (tokens.is(from + 1, Words.SYSTEM)) {
          value(tokens, i + 1, to);
          return;
        }
        if (assigned(tokens, at)) {
          int end = toTheEnd ? to : valuesEnd(tokens, at + 1, to);
          redactValue(tokens, at, end);
          i = end - 1;
        } else {
          i = Math.max(i, at - 1);
        }
      }
    }
  }

  private static int valuesEnd(Tokens tokens, int from, int to) {
    int at = from;
    while (at < to) {
      at += tokens.is(at, '-') || tokens.is(at, '+') ? 2 : 1;
      if (!tokens.is(at, ',')) {
        break;
      }
      at++;
    }
    return Math.min(at, to);
  }

  /** Passwords must be strings; what else stands there was meant as one. */
  private static void passwords(Tokens tokens, int from, int to) {
    if (!mayHoldPassword(tokens, from + 1)) {
      return;
    }
    for (int i = from + 2; i + 1 < to; i++) {
      boolean identifiedBy = tokens.is(i, Words.BY) && tokens.hash(i - 1) == IDENTIFIED;
      if (tokens.is(i, Words.PASSWORD) || identifiedBy) {
        int end = i + 2;
        while (!tokens.is(i + 1, '?')
            && tokens.mark(i + 1) != Tokens.LITERAL
            && end < to
            && tokens.keyword(end) < 0
            && !tokens.is(end, ',')
            && !tokens.is(end, ')')) {
          end++;
        }
        tokens.redact(i + 1, end);
        i = end - 1;
      }
    }
  }

  private static boolean mayHoldPassword(Tokens tokens, int at) {
    return tokens.is(at, Words.ROLE)
        || tokens.is(at, Words.USER)
        || tokens.is(at, Words.GROUP)
        || tokens.is(at, Words.SERVER)
        || tokens.is(at, Words.FOREIGN)
        || tokens.is(at, Words.SUBSCRIPTION);
  }

  private static void payload(Tokens tokens, int from, int to) {
    for (int i = from; i < to; i++) {
      if (tokens.is(i, ',')) {
        tokens.redact(i + 1, to);
        return;
      }
    }
  }

  private static void rollback(Tokens tokens, int from, int to) {
    for (int i = from; i < to; i++) {
      if (tokens.is(i, Words.TO)) {
        tokens.redact(skip(tokens, i + 1, Words.SAVEPOINT), to);
        return;
      }
    }
  }

  private static int skip(Tokens tokens, int at, short word) {
    return tokens.is(at, word) ? at + 1 : at;
  }
}
