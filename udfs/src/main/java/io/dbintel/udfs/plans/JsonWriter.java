package io.dbintel.udfs.plans;

import io.dbintel.udfs.plans.PlanValue.Group;
import io.dbintel.udfs.plans.PlanValue.Items;
import io.dbintel.udfs.plans.PlanValue.Member;
import io.dbintel.udfs.plans.PlanValue.Scalar;
import java.util.List;
import java.util.function.Consumer;

/** Writes JSON laid out as EXPLAIN does, or on one line. */
final class JsonWriter {
  private static final String ONE_LEVEL = "  ";

  private final StringBuilder json = new StringBuilder();
  private final boolean manyLines;

  private JsonWriter(boolean manyLines) {
    this.manyLines = manyLines;
  }

  static String write(PlanValue value, boolean manyLines) {
    JsonWriter writer = new JsonWriter(manyLines);
    writer.value(value, 0);
    return writer.json.toString();
  }

  /** A string in JSON and in double quotes of YAML, printable characters only. */
  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    text.codePoints()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
              } else if (c == '\n') {
                quoted.append("\\n");
              } else if (c < ' ' || c == 0x2028 || c == 0x2029 || c == 0xfeff) {
                quoted.append(String.format("\\u%04x", c));
              } else {
                quoted.appendCodePoint(Characters.isControl(c) ? '?' : c);
              }
            });
    return quoted.append('"').toString();
  }

  static String scalar(Scalar scalar) {
    return switch (scalar.type()) {
      case NUMBER, BOOLEAN -> scalar.text();
      case NULL -> "null";
      case STRING, UNTYPED -> quoted(scalar.text());
    };
  }

  static boolean isFlat(Items items) {
    return items.values().stream().noneMatch(Group.class::isInstance);
  }

  private void value(PlanValue value, int depth) {
    if (value instanceof Group group) {
      all('{', group.entries(), '}', depth, manyLines, entry -> entry(entry, depth + 1));
    } else if (value instanceof Items items) {
      boolean lines = manyLines && !isFlat(items);
      all('[', items.values(), ']', depth, lines, item -> value(item, depth + 1));
    } else {
      json.append(scalar((Scalar) value));
    }
  }

  private void entry(Member entry, int depth) {
    json.append(quoted(entry.key())).append(": ");
    value(entry.value(), depth);
  }

  private <T> void all(
      char start, List<T> parts, char end, int depth, boolean lines, Consumer<T> writer) {
    json.append(start);
    String separator = "";
    for (T part : parts) {
      json.append(separator);
      line(lines, depth + 1);
      writer.accept(part);
      separator = lines ? "," : ", ";
    }
    line(lines && !parts.isEmpty(), depth);
    json.append(end);
  }

  private void line(boolean lines, int depth) {
    if (lines) {
      json.append('\n').append(ONE_LEVEL.repeat(depth));
    }
  }
}
