package io.dbintel.udfs.sql;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Reads operations and tables off a shape, from left to right, without a grammar: which names are
 * tables follows from the keyword before them and the parentheses around them.
 */
final class SummaryReader {
  private static final int MAX_DEPTH = 128;

  private final Shape shape;
  private final ShapeWriter writer;
  private final SummaryText text = new SummaryText();
  private final Set<String> commonTables = new HashSet<>();

  /** By depth of parentheses: whether FROM there introduces tables, and a comma another one. */
  private final boolean[] query = new boolean[MAX_DEPTH + 1];

  private final boolean[] listing = new boolean[MAX_DEPTH + 1];
  private final boolean[] naming = new boolean[MAX_DEPTH + 1];
  private int depth;
  private boolean expected;

  SummaryReader(Shape shape, ShapeWriter writer) {
    this.shape = shape;
    this.writer = writer;
  }

  SqlSummary read() {
    int at = 0;
    while (at < shape.count) {
      at = statement(at);
    }
    return text.summary();
  }

  private int statement(int from) {
    int end = StatementEnds.after(shape, from);
    reset();
    UtilityTarget utility = new UtilityTarget(shape, writer, text);
    int at = utility.read(from);
    listing[0] = utility.listsTables();
    while (at < end) {
      if (shape.is(at, ';')) {
        reset();
      }
      at = item(at);
    }
    return end + 1;
  }

  private void reset() {
    Arrays.fill(query, false);
    Arrays.fill(listing, false);
    Arrays.fill(naming, false);
    depth = 0;
    expected = false;
  }

  private int item(int at) {
    if (shape.kind(at) == Shape.PUNCTUATION) {
      punctuation(at);
      return at + 1;
    }
    boolean name =
        shape.isName(at) && !Keywords.has(shape.keyword(at), Keywords.RESERVED) && !skipped(at);
    if (name && naming[depth] && startsCommonTable(at)) {
      commonTables.add(writer.write(at, at + 1, false));
      return at + 1;
    }
    if (name && expected && !shape.is(at, Words.SELECT)) {
      return table(at);
    }
    if (shape.kind(at) == Shape.WORD && shape.keyword(at) >= 0) {
      keyword(at, shape.keyword(at));
    }
    return at + 1;
  }

  private boolean skipped(int at) {
    return shape.is(at, Words.ROWS) && shape.is(at + 1, Words.FROM);
  }

  private void punctuation(int at) {
    if (shape.is(at, '(')) {
      boolean joined = expected;
      depth = Math.min(depth + 1, MAX_DEPTH);
      query[depth] = joined;
      listing[depth] = false;
      naming[depth] = false;
    } else if (shape.is(at, ')')) {
      depth = Math.max(depth - 1, 0);
      expected = false;
    } else if (shape.is(at, ',')) {
      expected = listing[depth];
    }
  }

  private boolean startsCommonTable(int at) {
    return shape.is(at - 1, Words.WITH)
        || shape.is(at - 1, Words.RECURSIVE)
        || shape.is(at - 1, ',');
  }

  private int table(int at) {
    int end = nameEnd(shape, at);
    expected = false;
    boolean function = shape.is(end, '(') && !shape.is(at - 1, Words.INTO);
    if (!function && shape.kind(at) != Shape.ALIAS) {
      String name = writer.write(at, end, false);
      if (!commonTables.contains(name)) {
        text.table(name);
      }
    }
    return end;
  }

  /** Position after a name and what qualifies it. */
  static int nameEnd(Shape shape, int at) {
    int end = at + 1;
    while (shape.is(end, '.') && shape.isName(end + 1)) {
      end += 2;
    }
    return end;
  }

  private void keyword(int at, short word) {
    if (word == Words.SELECT) {
      begin("SELECT", false);
    } else if (word == Words.WITH) {
      naming[depth] = shape.is(at - 1, '(') || startsStatement(at);
    } else if (word == Words.FROM) {
      from(at);
    } else if (word == Words.JOIN) {
      expected = true;
    } else if (word == Words.INTO) {
      expected = query[depth];
    } else if (word == Words.TABLE && query[depth]) {
      begin("TABLE", true);
    } else if (word == Words.USING) {
      expected = query[depth] && !shape.is(at + 1, '(');
      listing[depth] |= expected;
    } else if (changes(word)) {
      change(at, word);
    } else if (!passes(word)) {
      listing[depth] = false;
      expected = false;
    }
  }

  private static boolean changes(short word) {
    return word == Words.INSERT
        || word == Words.UPDATE
        || word == Words.DELETE
        || word == Words.MERGE;
  }

  private void change(int at, short word) {
    if (clause(at)) {
      listing[depth] = false;
      expected = false;
    } else {
      begin(Keywords.word(word), word == Words.UPDATE);
    }
  }

  private void begin(String operation, boolean target) {
    text.operation(operation);
    query[depth] = true;
    listing[depth] = false;
    naming[depth] = false;
    expected = target;
  }

  private void from(int at) {
    boolean comparison =
        shape.is(at - 1, Words.DISTINCT)
            && (shape.is(at - 2, Words.IS) || shape.is(at - 2, Words.NOT));
    if (query[depth] && !comparison) {
      expected = true;
      listing[depth] = true;
    }
  }

  /** Whether a word for a change is part of another clause: {@code FOR UPDATE}, ON DELETE. */
  private boolean clause(int at) {
    int before = at - 1;
    return shape.is(before, Words.FOR)
        || shape.is(before, Words.KEY)
        || shape.is(before, Words.DO)
        || shape.is(before, Words.ON)
        || shape.is(before, Words.THEN)
        || shape.is(before, Words.OR)
        || shape.is(before, Words.BEFORE)
        || shape.is(before, Words.AFTER)
        || shape.is(before, Words.GRANT)
        || shape.is(before, Words.REVOKE)
        || shape.is(before, ',');
  }

  private boolean startsStatement(int at) {
    return at == 0
        || shape.is(at - 1, ';')
        || shape.is(at - 1, Words.AS)
        || shape.is(at - 1, Words.EXPLAIN)
        || shape.is(at - 1, Words.ANALYZE)
        || shape.is(at - 1, ')');
  }

  /** Words between FROM and a table, or inside a list of tables. */
  private static boolean passes(short word) {
    return word == Words.ONLY
        || word == Words.LATERAL
        || word == Words.AS
        || word == Words.ON
        || word == Words.AND
        || word == Words.OR
        || word == Words.NOT
        || !Keywords.has(word, Keywords.RESERVED);
  }
}
