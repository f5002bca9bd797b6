package io.dbintel.udfs.plans;

import io.dbintel.udfs.plans.PlanValue.Group;
import io.dbintel.udfs.plans.PlanValue.Items;
import io.dbintel.udfs.plans.PlanValue.Member;
import io.dbintel.udfs.plans.PlanValue.Scalar;

/** Writes YAML laid out as EXPLAIN does: keys are bare, strings in double quotes. */
final class YamlWriter {
  private static final String ONE_LEVEL = "  ";

  private final StringBuilder yaml = new StringBuilder();

  private YamlWriter() {}

  static String write(PlanValue value) {
    YamlWriter writer = new YamlWriter();
    writer.value(value, 0);
    return writer.yaml.toString().strip();
  }

  private void value(PlanValue value, int depth) {
    if (isOneLine(value)) {
      yaml.append(JsonWriter.write(value, false));
    } else if (value instanceof Group group) {
      String separator = "";
      for (Member entry : group.entries()) {
        yaml.append(separator);
        entry(entry, depth);
        separator = "\n" + ONE_LEVEL.repeat(depth);
      }
    } else {
      items((Items) value, depth);
    }
  }

  private void entry(Member entry, int depth) {
    yaml.append(entry.key()).append(": ");
    if (isOneLine(entry.value())) {
      yaml.append(JsonWriter.write(entry.value(), false));
    } else {
      yaml.append('\n').append(ONE_LEVEL.repeat(depth + 1));
      value(entry.value(), depth + 1);
    }
  }

  private void items(Items items, int depth) {
    String separator = "";
    for (PlanValue item : items.values()) {
      yaml.append(separator).append("- ");
      value(item, depth + 1);
      separator = "\n" + ONE_LEVEL.repeat(depth);
    }
  }

  /** Scalars, what is empty, and lists inside of lists. */
  private static boolean isOneLine(PlanValue value) {
    if (value instanceof Group group) {
      return group.entries().isEmpty();
    }
    return value instanceof Scalar
        || (value instanceof Items items
            && (items.values().isEmpty()
                || items.values().stream().allMatch(Items.class::isInstance)));
  }
}
