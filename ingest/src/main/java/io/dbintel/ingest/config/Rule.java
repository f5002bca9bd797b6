package io.dbintel.ingest.config;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What a value must fulfil.
 *
 * @param words the rule as it stands in errors and in the documentation, "must be …"
 */
record Rule<T>(String words, Predicate<T> holds) {

  static <T> Rule<T> any() {
    return new Rule<>("", value -> true);
  }

  static Rule<Duration> atLeast(Duration least) {
    return new Rule<>(
        "must be at least " + Durations.format(least), value -> value.compareTo(least) >= 0);
  }

  static Rule<Duration> between(Duration least, Duration most) {
    return new Rule<>(
        "must be from " + Durations.format(least) + " to " + Durations.format(most),
        value -> value.compareTo(least) >= 0 && value.compareTo(most) <= 0);
  }

  static Rule<Integer> between(int least, int most) {
    return new Rule<>(
        "must be from " + least + " to " + most, value -> value >= least && value <= most);
  }

  static Rule<String> notBlank() {
    return new Rule<>("must not be empty", value -> !value.isBlank());
  }

  /** For addresses: what stands before an @ would be shown in messages. */
  static Rule<String> withoutCredentials() {
    return new Rule<>(
        "must not be empty, and must hold no user or password",
        value -> !value.isBlank() && value.indexOf('@') < 0);
  }

  static Rule<String> hostName() {
    return new Rule<>(
        "must be a host name or address alone, and no URL",
        value -> !value.isBlank() && value.indexOf('@') < 0 && value.indexOf('/') < 0);
  }

  static Rule<String> charset() {
    return new Rule<>("must be an encoding that Java knows", Rule::isCharset);
  }

  private static boolean isCharset(String name) {
    try {
      return Charset.isSupported(name);
    } catch (IllegalCharsetNameException malformed) {
      return false;
    }
  }

  static Rule<String> name() {
    Pattern pattern = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,127}");
    return new Rule<>(
        "must be 1 to 128 letters, digits or any of . _ : - and start with a letter or digit",
        value -> pattern.matcher(value).matches());
  }
}
