package io.dbintel.udfs.sql;

/** The operation and target of a statement that is no query: its first words say it. */
final class UtilityTarget {
  private final Shape shape;
  private final ShapeWriter writer;
  private final SummaryText text;
  private boolean listsTables;

  UtilityTarget(Shape shape, ShapeWriter writer, SummaryText text) {
    this.shape = shape;
    this.writer = writer;
    this.text = text;
  }

  /** Position from where to look for queries inside the statement. */
  int read(int from) {
    short first = from < shape.count ? shape.keyword(from) : Keywords.NONE;
    if (first < 0 || query(first)) {
      return from;
    }
    if (first == Words.CREATE || first == Words.ALTER || first == Words.DROP) {
      return definition(from);
    }
    text.operation(Keywords.word(first));
    if (first == Words.GRANT || first == Words.REVOKE) {
      return statementEnd(from);
    }
    if (first == Words.CALL) {
      return target(from + 1, false);
    }
    if (onTables(first)) {
      listsTables = first == Words.TRUNCATE;
      return target(skipOptions(from + 1), true);
    }
    return from + 1;
  }

  /** Whether more tables may follow, after commas. */
  boolean listsTables() {
    return listsTables;
  }

  private int statementEnd(int from) {
    int at = from;
    while (at < shape.count && !shape.is(at, ';')) {
      at++;
    }
    return at;
  }

  private static boolean query(short first) {
    return first == Words.SELECT
        || first == Words.WITH
        || first == Words.INSERT
        || first == Words.UPDATE
        || first == Words.DELETE
        || first == Words.MERGE;
  }

  private static boolean onTables(short first) {
    return first == Words.TRUNCATE
        || first == Words.TABLE
        || first == Words.LOCK
        || first == Words.VACUUM
        || first == Words.ANALYZE
        || first == Words.COPY
        || first == Words.CLUSTER
        || first == Words.REFRESH;
  }

  private int definition(int from) {
    int at = from + 1;
    while (modifier(at)) {
      at++;
    }
    int end = at;
    if (isKeyword(end)) {
      end += pair(end) ? shape.is(end + 1, Words.DATA) ? 3 : 2 : 1;
    }
    StringBuilder operation = new StringBuilder(Keywords.word(shape.keyword(from)));
    for (int i = at; i < end; i++) {
      if (isKeyword(i)) {
        operation.append(' ').append(Keywords.word(shape.keyword(i)));
      }
    }
    text.operation(operation.toString());
    boolean unnamed =
        shape.is(at, Words.SYSTEM)
            || shape.is(at, Words.ROLE)
            || shape.is(at, Words.USER)
            || shape.is(at, Words.GROUP);
    boolean table = shape.is(end - 1, Words.TABLE) || shape.is(end - 1, Words.VIEW);
    listsTables = table && shape.is(from, Words.DROP);
    return unnamed ? end : target(skipOptions(end), table);
  }

  /** Two words for one kind of object. */
  private boolean pair(int at) {
    return shape.is(at, Words.MATERIALIZED)
        || shape.is(at, Words.FOREIGN)
        || shape.is(at, Words.EVENT)
        || shape.is(at, Words.DEFAULT);
  }

  private boolean modifier(int at) {
    return shape.is(at, Words.OR)
        || shape.is(at, Words.REPLACE)
        || shape.is(at, Words.TEMP)
        || shape.is(at, Words.TEMPORARY)
        || shape.is(at, Words.UNLOGGED)
        || shape.is(at, Words.GLOBAL)
        || shape.is(at, Words.LOCAL)
        || shape.is(at, Words.UNIQUE)
        || shape.is(at, Words.RECURSIVE);
  }

  private boolean isKeyword(int at) {
    return at < shape.count && shape.keyword(at) >= 0;
  }

  /** Position after options in parentheses and words that stand before a name. */
  private int skipOptions(int from) {
    int at = from;
    if (shape.is(at, '(') && !shape.is(at + 1, Words.SELECT) && !shape.is(at + 1, Words.WITH)) {
      while (at < shape.count && !shape.is(at, ')')) {
        at++;
      }
      at++;
    }
    while (beforeName(at)) {
      at++;
    }
    return at;
  }

  private boolean beforeName(int at) {
    return shape.is(at, Words.TABLE)
        || shape.is(at, Words.ONLY)
        || shape.is(at, Words.IF)
        || shape.is(at, Words.NOT)
        || shape.is(at, Words.EXISTS)
        || shape.is(at, Words.CONCURRENTLY)
        || shape.is(at, Words.MATERIALIZED)
        || shape.is(at, Words.VIEW)
        || shape.is(at, Words.FULL)
        || shape.is(at, Words.FREEZE)
        || shape.is(at, Words.VERBOSE)
        || shape.is(at, Words.BINARY)
        || shape.is(at, Words.ANALYZE);
  }

  private int target(int at, boolean table) {
    boolean name =
        shape.isName(at)
            && !Keywords.has(shape.keyword(at), Keywords.RESERVED)
            && shape.kind(at) != Shape.ALIAS;
    if (!name) {
      return at;
    }
    int end = SummaryReader.nameEnd(shape, at);
    String written = writer.write(at, end, false);
    if (table) {
      text.table(written);
    } else {
      text.target(written);
    }
    return end;
  }
}
