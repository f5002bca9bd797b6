package io.dbintel.udfs.functions;

import io.dbintel.udfs.plans.PlanOptions;
import io.dbintel.udfs.scrub.ScrubOptions;
import io.dbintel.udfs.sql.SqlOptions;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Options of a SQL function, written as one text: {@code key=value} separated by semicolons, where
 * a key alone switches on. The keys are those of {@code dbintel scrub}.
 */
final class FunctionOptions {
  static final String NONE = "";

  private static final String KEYS =
      "standard-conforming-strings, cut-at, anonymize-filters, anonymize-joins, remove-costs,"
          + " sensitive-nodes";

  private FunctionOptions() {}

  /**
   * @throws IllegalArgumentException naming key, value and rule
   */
  static ScrubOptions parse(String text) {
    ScrubOptions options = ScrubOptions.standard();
    for (String pair : text.split(";", -1)) {
      if (!pair.isBlank()) {
        int equals = pair.indexOf('=');
        String key = (equals < 0 ? pair : pair.substring(0, equals)).strip();
        options = apply(options, key, equals < 0 ? "on" : pair.substring(equals + 1).strip());
      }
    }
    return options;
  }

  private static ScrubOptions apply(ScrubOptions options, String key, String value) {
    SqlOptions sql = options.sql();
    PlanOptions plans = options.plans();
    return switch (key) {
      case "standard-conforming-strings" ->
          options.with(new SqlOptions(isOn(key, value), sql.cutAtBytes()));
      case "cut-at" -> options.with(sql.cutAt(bytes(key, value)));
      case "anonymize-filters" ->
          isOn(key, value) ? options.with(plans.withAnonymizedFilters()) : options;
      case "anonymize-joins" ->
          isOn(key, value) ? options.with(plans.withAnonymizedJoinConditions()) : options;
      case "remove-costs" ->
          isOn(key, value) ? options.with(plans.withoutCostEstimates()) : options;
      case "sensitive-nodes" -> options.with(plans.withSensitiveNodeTypes(list(value)));
      default ->
          throw new IllegalArgumentException(
              "Unknown option %s of a scrubbing function: must be one of %s".formatted(key, KEYS));
    };
  }

  private static boolean isOn(String key, String value) {
    return switch (value) {
      case "on", "true" -> true;
      case "off", "false" -> false;
      default -> throw invalid(key, value, "must be on or off");
    };
  }

  private static int bytes(String key, String value) {
    try {
      int bytes = Integer.parseInt(value);
      if (bytes >= 0) {
        return bytes;
      }
    } catch (NumberFormatException notANumber) {
      // The rule is the same for what is no number and for what is none of bytes.
    }
    throw invalid(key, value, "must be a number of bytes, or 0 for texts that are not cut");
  }

  private static Set<String> list(String value) {
    return Arrays.stream(value.split(","))
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static IllegalArgumentException invalid(String key, String value, String rule) {
    return new IllegalArgumentException(
        "Invalid value %s for option %s of a scrubbing function: %s".formatted(value, key, rule));
  }
}
