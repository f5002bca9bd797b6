package io.dbintel.udfs.sql;

import java.util.List;

/**
 * Lexers that are wrong in one way each, and so leak. A check that finds nothing wrong with them
 * proves nothing about the real one.
 */
final class BrokenLexers {
  private BrokenLexers() {}

  static List<SqlLexer> all() {
    return List.of(
        new BackslashAlwaysEscapes(),
        new BackslashNeverEscapes(),
        new NoContinuation(),
        new CommentsDoNotNest(),
        new NoDollarQuotes(),
        new DollarQuotesEndAtAnyTag(),
        new ParametersSwallowLetters(),
        new OperatorsSwallowCommentStarts());
  }

  static String name(SqlLexer lexer) {
    return lexer.getClass().getSimpleName();
  }

  private static final class BackslashAlwaysEscapes extends SqlLexer {
    @Override
    int stringEnd(int from, boolean escapes, boolean doubles) {
      return super.stringEnd(from, true, doubles);
    }
  }

  private static final class BackslashNeverEscapes extends SqlLexer {
    @Override
    int stringEnd(int from, boolean escapes, boolean doubles) {
      return super.stringEnd(from, false, doubles);
    }
  }

  private static final class NoContinuation extends SqlLexer {
    @Override
    int continuation(int from) {
      return -1;
    }
  }

  private static final class CommentsDoNotNest extends SqlLexer {
    @Override
    int blockCommentEnd(int from) {
      for (int at = from; at + 1 < length; at++) {
        if (text[at] == '*' && text[at + 1] == '/') {
          return at + 2;
        }
      }
      return -1;
    }
  }

  private static final class NoDollarQuotes extends SqlLexer {
    @Override
    int dollarQuoteEnd(int open, int from) {
      return open;
    }
  }

  private static final class DollarQuotesEndAtAnyTag extends SqlLexer {
    @Override
    int dollarQuoteEnd(int open, int from) {
      int dollars = 0;
      for (int at = from; at < length; at++) {
        if (text[at] == '$' && ++dollars == 2) {
          return at + 1;
        }
      }
      return -1;
    }
  }

  private static final class ParametersSwallowLetters extends SqlLexer {
    @Override
    int parameterEnd(int from) {
      int end = super.parameterEnd(from);
      while (end > from && end < length && Character.isLetterOrDigit(text[end])) {
        end++;
      }
      return end;
    }
  }

  private static final class OperatorsSwallowCommentStarts extends SqlLexer {
    @Override
    int operatorEnd(int from) {
      int end = from;
      while (end < length && Characters.of(text[end]) == Characters.OPERATOR) {
        end++;
      }
      return end;
    }
  }
}
