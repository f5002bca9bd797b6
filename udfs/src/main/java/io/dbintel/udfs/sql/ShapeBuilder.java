package io.dbintel.udfs.sql;

/** Turns marked tokens into the normal form. */
final class ShapeBuilder {
  private static final short QUESTION = Codes.of('?');

  private final Tokens tokens;
  private final Shape shape;
  private final Lists lists;

  /** Position of the next token; items never reach beyond it. */
  private int next;

  private int literals;

  ShapeBuilder(Tokens tokens, Shape shape) {
    this.tokens = tokens;
    this.shape = shape;
    lists = new Lists(shape);
  }

  void build() {
    shape.clear(tokens);
    lists.clear();
    literals = 0;
    next = 0;
    while (next < tokens.count) {
      if (lists.outside() && !shape.is(shape.count - 1, '(')) {
        next = shape.addOrdinary(next, tokens.count);
      }
      if (next < tokens.count) {
        int at = next++;
        add(at, tokens.what(at));
      }
    }
    while (shape.is(shape.count - 1, ';')) {
      shape.truncate(shape.count - 1);
    }
  }

  /** Tokens of the text that are data. */
  int literals() {
    return literals;
  }

  private void add(int at, int what) {
    byte mark = Tokens.markOf(what);
    if (mark == Tokens.LITERAL) {
      literals++;
      placeholder();
    } else if (mark != Tokens.DROP) {
      switch (Tokens.kindOf(what)) {
        case TokenKind.WORD -> word(at, Tokens.codeOf(what), mark);
        case TokenKind.PUNCTUATION -> punctuation(at, Tokens.codeOf(what));
        case TokenKind.OPERATOR -> operator(at, Tokens.codeOf(what));
        case TokenKind.QUOTED -> quoted(at, mark);
        default -> {
          lists.other();
          shape.other(tokens.start(at), tokens.end(at));
        }
      }
    }
  }

  private void placeholder() {
    lists.other();
    int last = shape.count - 1;
    while (shape.is(last, '-') && !shape.endsOperand(last - 1)) {
      shape.truncate(last);
      last--;
    }
    shape.placeholder();
  }

  private void word(int at, short keyword, byte mark) {
    boolean value =
        Keywords.has(keyword, Keywords.MAYBE_CONSTANT)
            && (constant(keyword) || normalizationForm(at));
    if (value || fieldToExtract(at)) {
      placeholder();
      return;
    }
    lists.other();
    if (mark == Tokens.MASKED) {
      shape.maskedWord(tokens.start(at), tokens.end(at));
    } else {
      shape.word(tokens.span(at), keyword, tokens.hash(at));
    }
  }

  /** Keywords that pg_stat_statements replaces as it does literals. */
  private boolean constant(short keyword) {
    int last = shape.count - 1;
    if (keyword == Words.NULL) {
      return !(shape.is(last, Words.IS)
          || shape.is(last, Words.NOT)
          || shape.is(last, Words.SET)
          || shape.is(last, Words.RETURNS)
          || shape.is(last, Words.ON));
    }
    if (keyword == Words.TRUE || keyword == Words.FALSE) {
      return !(shape.is(last, Words.IS)
          || (shape.is(last, Words.NOT) && shape.is(last - 1, Words.IS)));
    }
    return keyword == Words.ALL && shape.is(last, Words.LIMIT);
  }

  /** The field in {@code extract(field FROM x)} is a constant to the server. */
  private boolean fieldToExtract(int at) {
    return shape.is(shape.count - 1, '(')
        && shape.is(shape.count - 2, Words.EXTRACT)
        && tokens.is(at + 1, Words.FROM);
  }

  /** The form in {@code normalize(x, NFC)} and {@code x IS NFC NORMALIZED} is one too. */
  private boolean normalizationForm(int at) {
    short keyword = tokens.keyword(at);
    boolean form =
        keyword == Words.NFC
            || keyword == Words.NFD
            || keyword == Words.NFKC
            || keyword == Words.NFKD;
    int last = shape.count - 1;
    return form
        && (tokens.is(at + 1, Words.NORMALIZED) || (shape.is(last, ',') && tokens.is(at + 1, ')')));
  }

  private void quoted(int at, byte mark) {
    lists.other();
    boolean plain = (tokens.flags(at) & SqlLexer.PLAIN) != 0;
    switch (mark) {
      case Tokens.ALIAS -> shape.alias(tokens.hash(at));
      case Tokens.REDACTED -> shape.redacted();
      case Tokens.MASKED -> shape.maskedQuoted(tokens.start(at), tokens.end(at), plain);
      default -> shape.quoted(tokens.start(at), tokens.end(at), tokens.hash(at), plain);
    }
  }

  private void operator(int at, short code) {
    if (code == Keywords.NONE || code == QUESTION) {
      severalIn(tokens.start(at), tokens.end(at));
    } else {
      lists.other();
      shape.operator(tokens.span(at), Codes.mark(code));
    }
  }

  /** Operators and placeholders that PostgreSQL's scanner takes for one operator. */
  private void severalIn(int first, int to) {
    int from = first;
    while (from < to) {
      int question = Questions.placeholderIn(tokens.text, from, to, endsOperand());
      if (question < 0) {
        plain(from, to);
        return;
      }
      if (question > from) {
        plain(from, question);
      }
      makeRoom();
      placeholder();
      from = question + 1;
    }
  }

  /** For another item from one token. What is moved doubles, so that this takes linear time. */
  private void makeRoom() {
    if (shape.count == next) {
      tokens.moveUp(next, next);
      shape.share(tokens);
      next *= 2;
    }
  }

  private boolean endsOperand() {
    return shape.endsOperand(shape.count - 1);
  }

  /**
   * What is left of an operator beside a placeholder: signs at its end are operators themselves.
   */
  private void plain(int from, int to) {
    lists.other();
    boolean special = false;
    for (int i = from; i < to; i++) {
      special |= Characters.allowsTrailingSign(tokens.text[i]);
    }
    int end = to;
    while (!special
        && end > from + 1
        && (tokens.text[end - 1] == '-' || tokens.text[end - 1] == '+')) {
      end--;
    }
    makeRoom();
    shape.operator(from, end);
    for (int sign = end; sign < to; sign++) {
      makeRoom();
      shape.operator(sign, sign + 1);
    }
  }

  private void punctuation(int at, short code) {
    long where = tokens.span(at);
    char mark = Codes.mark(code);
    switch (mark) {
      case '(', '[' -> {
        lists.open(mark == '[', beginsQuery(at + 1));
        shape.opening(where, mark);
      }
      case ')', ']' -> {
        lists.close();
        shape.closing(where, mark);
        lists.closed();
      }
      case ',' -> {
        lists.comma(lists.afterRow() && tokens.is(at + 1, '('));
        shape.separator(where, mark);
      }
      case ';' -> {
        lists.clear();
        if (shape.count > 0 && !shape.is(shape.count - 1, ';')) {
          shape.separator(where, mark);
        }
      }
      case '.' -> {
        lists.other();
        shape.dot(where);
      }
      case ':' -> {
        lists.other();
        shape.colon(where);
      }
      default -> {
        lists.other();
        shape.pair(tokens.start(at), tokens.end(at), code);
      }
    }
  }

  private boolean beginsQuery(int at) {
    return tokens.is(at, Words.SELECT)
        || tokens.is(at, Words.WITH)
        || tokens.is(at, Words.VALUES)
        || tokens.is(at, Words.TABLE);
  }
}
