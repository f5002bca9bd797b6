package io.dbintel.udfs.sql;

import java.util.Arrays;

/**
 * Writes a shape as text: one space between items, but none inside names, around casts, after an
 * opening and before a closing bracket. Read again, the text gives the same items.
 */
final class ShapeWriter {
  /** Ends a text that was cut. */
  static final String CUT = "...";

  private final Shape shape;
  private final Aliases aliases = new Aliases();
  private char[] out = new char[1024];
  private int length;

  ShapeWriter(Shape shape) {
    this.shape = shape;
  }

  String write(int from, int to, boolean cut) {
    length = 0;
    aliases.clear();
    for (int i = from; i < to; i++) {
      if (i > from && spaceBetween(i - 1, i)) {
        append(' ');
      }
      item(i);
    }
    if (cut) {
      if (length > 0) {
        append(' ');
      }
      append(CUT);
    }
    return new String(out, 0, length);
  }

  private void item(int i) {
    switch (shape.kind[i]) {
      case Shape.PLACEHOLDER -> append('?');
      case Shape.REDACTED -> append("\"?\"");
      case Shape.ALIAS -> {
        append("\"?");
        append(Integer.toString(aliases.number(shape.hash[i])));
        append('"');
      }
      case Shape.MASKED_WORD, Shape.MASKED_QUOTED -> {
        reserve(shape.end[i] - shape.start[i]);
        length += mask(i);
      }
      default -> copy(shape.start[i], shape.end[i]);
    }
  }

  private int mask(int i) {
    return Names.mask(shape.text, shape.start[i], shape.end[i], out, length);
  }

  private boolean spaceBetween(int left, int right) {
    byte kind = shape.kind[right];
    if (kind == Shape.PUNCTUATION) {
      return spaceBeforePunctuation(left, right);
    }
    if (shape.kind[left] != Shape.PUNCTUATION) {
      return true;
    }
    char c = shape.text[shape.start[left]];
    return !(c == '(' || c == '[' || shape.is(left, '.') || shape.isCast(left));
  }

  private boolean spaceBeforePunctuation(int left, int right) {
    char c = shape.text[shape.start[right]];
    boolean single = shape.end[right] - shape.start[right] == 1;
    if (!single) {
      return c != ':' || shape.is(left, ':') || !shape.isCast(right);
    }
    return switch (c) {
      case ',', ')', ']', ';', '[' -> false;
      case '.' -> shape.is(left, '.') || shape.isPair(left, '.');
      case '(' -> spaceBeforeParenthesis(left);
      default -> true;
    };
  }

  private boolean spaceBeforeParenthesis(int left) {
    return switch (shape.kind[left]) {
      case Shape.WORD -> Keywords.has(shape.keyword[left], Keywords.SPACE_BEFORE_PARENTHESIS);
      case Shape.PUNCTUATION ->
          !(shape.is(left, '(')
              || shape.is(left, '[')
              || shape.is(left, '.')
              || shape.isCast(left));
      default -> !shape.isName(left);
    };
  }

  private void append(char c) {
    reserve(1);
    out[length++] = c;
  }

  private void append(String text) {
    reserve(text.length());
    text.getChars(0, text.length(), out, length);
    length += text.length();
  }

  private void copy(int start, int end) {
    int size = end - start;
    reserve(size);
    System.arraycopy(shape.text, start, out, length, size);
    length += size;
  }

  private void reserve(int size) {
    if (length + size > out.length) {
      out = Arrays.copyOf(out, Math.max(length + size, 2 * out.length));
    }
  }
}
