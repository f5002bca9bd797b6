package io.dbintel.ingest.config;

/**
 * One option: its key, type, default, rule and description, declared together.
 *
 * @param key path inside its section, dots between levels
 * @param defaultText default as it would be written in the file; null when there is none
 * @param example a value as it would be written in the file; the default where there is one
 * @param required whether a value must be given where there is no default
 */
record Option<T>(
    String key,
    OptionType<T> type,
    String defaultText,
    String example,
    boolean required,
    Rule<T> rule,
    String description) {

  static <T> Option<T> required(
      String key, String example, OptionType<T> type, Rule<T> rule, String description) {
    return new Option<>(key, type, null, example, true, rule, description);
  }

  static <T> Option<T> optional(
      String key, String example, OptionType<T> type, String description) {
    return optional(key, example, type, Rule.any(), description);
  }

  static <T> Option<T> optional(
      String key, String example, OptionType<T> type, Rule<T> rule, String description) {
    return new Option<>(key, type, null, example, false, rule, description);
  }

  static <T> Option<T> withDefault(
      String key, OptionType<T> type, String defaultText, Rule<T> rule, String description) {
    return new Option<>(key, type, defaultText, defaultText, false, rule, description);
  }

  /** The default as a value. Fails when the declaration is wrong, which a test would show. */
  T defaultValue() {
    T value = type.parse().apply(Given.of(defaultText)).orElseThrow();
    if (!rule.holds().test(value)) {
      throw new IllegalStateException("The default of " + key + " breaks its own rule");
    }
    return value;
  }
}
