package io.dbintel.ingest.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How the text of a value becomes a value.
 *
 * @param name as it stands in the documentation
 * @param rule said when the text cannot be read
 * @param secret whether the text must not be repeated
 */
record OptionType<T>(String name, String rule, boolean secret, Function<Given, Optional<T>> parse) {

  static OptionType<String> text() {
    return new OptionType<>("text", "must be text", false, given -> Optional.of(given.text()));
  }

  static OptionType<Secret> secretText() {
    return new OptionType<>("secret", "must be text", true, given -> Optional.of(given.secret()));
  }

  static OptionType<Integer> integer() {
    return new OptionType<>(
        "integer", "must be a whole number", false, given -> parseInteger(given.text()));
  }

  static OptionType<Boolean> bool() {
    return new OptionType<>(
        "boolean", "must be true or false", false, given -> parseBoolean(given.text()));
  }

  static OptionType<Duration> duration() {
    return new OptionType<>(
        "duration", Durations.FORM, false, given -> Durations.parse(given.text()));
  }

  /** One of the constants of an enum, as {@link Object#toString} writes them. */
  static <E extends Enum<E>> OptionType<E> oneOf(Class<E> constants) {
    String all =
        Arrays.stream(constants.getEnumConstants())
            .map(Object::toString)
            .collect(Collectors.joining(", "));
    return new OptionType<>(
        "one of " + all,
        "must be one of " + all,
        false,
        given ->
            Arrays.stream(constants.getEnumConstants())
                .filter(constant -> constant.toString().equals(given.text()))
                .findFirst());
  }

  private static Optional<Integer> parseInteger(String text) {
    try {
      return Optional.of(Integer.valueOf(text.trim()));
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
  }

  private static Optional<Boolean> parseBoolean(String text) {
    return switch (text.trim().toLowerCase(Locale.ROOT)) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> Optional.empty();
    };
  }
}
